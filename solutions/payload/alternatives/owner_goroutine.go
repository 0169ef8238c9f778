package alternatives

import (
	"context"
	"crypto/sha256"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var ownerGoroutine = solutions.Alternative[New]{
	Name:     "owner-goroutine",
	Tradeoff: "Choose it when the rules about a key grow: one goroutine owns all state and decides one question at a time, without a lock, but every request of every key passes through it twice, so that it must never wait for the bank or a client.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		o := &owner{asks: make(chan ask), results: make(chan result), keys: map[transfers.Scope]known{}}
		go o.run(ctx)
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := transfers.Read(w, r)
			if !ok {
				return
			}
			a := o.ask(ctx, req.Scope(), sha256.Sum256(req.Body))
			if a.Status == 0 {
				a = move(r.Context(), b, req.Transfer)
				o.tell(ctx, result{req.Scope(), a})
			}
			a.WriteTo(w)
		})
	},
}

type owner struct {
	asks    chan ask
	results chan result
	keys    map[transfers.Scope]known // of the owner's goroutine only
}

// known is what is known about one key.
type known struct {
	payload [sha256.Size]byte
	answer  transfers.Answer
}

// An ask is a request's question what its key is worth. A zero reply: the key is its own now.
type ask struct {
	id      transfers.Scope
	payload [sha256.Size]byte
	reply   chan transfers.Answer // holds one: the owner never waits for a request
}

// A result is a transfer that has ended.
type result struct {
	id     transfers.Scope
	answer transfers.Answer
}

func (o *owner) run(ctx context.Context) {
	for {
		select {
		case q := <-o.asks:
			k, taken := o.keys[q.id]
			switch {
			case !taken:
				o.keys[q.id] = known{q.payload, transfers.InFlight}
			case k.payload != q.payload:
				k.answer = transfers.Mismatch
			}
			q.reply <- k.answer
		case res := <-o.results:
			if refused(res.answer) {
				delete(o.keys, res.id)
			} else {
				o.keys[res.id] = known{o.keys[res.id].payload, res.answer}
			}
		case <-ctx.Done():
			return
		}
	}
}

func (o *owner) ask(ctx context.Context, id transfers.Scope, payload [sha256.Size]byte) transfers.Answer {
	q := ask{id, payload, make(chan transfers.Answer, 1)}
	select {
	case o.asks <- q:
		return <-q.reply
	case <-ctx.Done(): // the server shuts down: nobody asks the bank any more
		return transfers.InFlight
	}
}

func (o *owner) tell(ctx context.Context, res result) {
	select {
	case o.results <- res:
	case <-ctx.Done():
	}
}
