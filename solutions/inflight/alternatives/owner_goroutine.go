package alternatives

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var ownerGoroutine = solutions.Alternative[New]{
	Name:     "owner-goroutine",
	Tradeoff: "Choose it when the rules about a key grow: one goroutine owns all state and decides one question at a time, without a lock, but every request of every key passes through it twice, so that it must never wait for the bank or a client.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		o := &owner{asks: make(chan ask), results: make(chan result), keys: map[payments.Scope]payments.Answer{}}
		go o.run(ctx)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a, mine := o.ask(ctx, req.Scope())
			if mine {
				a = charge(r.Context(), b, req)
				o.tell(ctx, result{req.Scope(), a})
			}
			reply(w, a, a.Status != 0)
		})
	},
}

type owner struct {
	asks    chan ask
	results chan result
	keys    map[payments.Scope]payments.Answer // of the owner's goroutine only; a zero answer: in flight
}

// An ask is a request's question whether it may charge.
type ask struct {
	id    payments.Scope
	reply chan verdict // holds one: the owner never waits for a request
}

type verdict struct {
	answer payments.Answer
	mine   bool
}

// A result is a charge that has ended.
type result struct {
	id     payments.Scope
	answer payments.Answer
}

func (o *owner) run(ctx context.Context) {
	for {
		select {
		case q := <-o.asks:
			a, taken := o.keys[q.id]
			if !taken {
				o.keys[q.id] = payments.Answer{}
			}
			q.reply <- verdict{a, !taken}
		case res := <-o.results:
			if o.keys[res.id] = res.answer; refused(res.answer) {
				delete(o.keys, res.id)
			}
		case <-ctx.Done():
			return
		}
	}
}

// ask returns the key's answer, zero while it is in flight, or that the key is the caller's now.
func (o *owner) ask(ctx context.Context, id payments.Scope) (a payments.Answer, mine bool) {
	q := ask{id, make(chan verdict, 1)}
	select {
	case o.asks <- q:
		v := <-q.reply
		return v.answer, v.mine
	case <-ctx.Done(): // the server shuts down: nobody charges any more
		return payments.Answer{}, false
	}
}

func (o *owner) tell(ctx context.Context, res result) {
	select {
	case o.results <- res:
	case <-ctx.Done():
	}
}
