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
	Tradeoff: "Choose it when the rules about a key grow: one goroutine owns all state and runs one step at a time, without a lock, but every request of every key passes through it, and it must never wait for a charge or a client.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		o := &owner{
			asks: make(chan ask), results: make(chan result),
			answers: map[payments.Scope]payments.Answer{}, waiting: map[payments.Scope][]ask{},
		}
		go o.run(ctx)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			q := ask{req.Scope(), func() payments.Answer { return charge(r.Context(), b, req) }, make(chan payments.Answer, 1)}
			select {
			case o.asks <- q:
			case <-ctx.Done():
				http.Error(w, "the server shuts down", http.StatusServiceUnavailable)
				return
			case <-r.Context().Done():
				return
			}
			select {
			case a := <-q.answer:
				a.WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}

// An ask is a request on its way to the owner.
type ask struct {
	id     payments.Scope
	charge func() payments.Answer
	answer chan payments.Answer // holds one answer: the owner never waits for a client
}

// A result is a charge that has ended.
type result struct {
	id     payments.Scope
	answer payments.Answer
}

type owner struct {
	asks    chan ask
	results chan result

	// Only the owner's goroutine touches these.
	answers map[payments.Scope]payments.Answer
	waiting map[payments.Scope][]ask // an entry for each charge that runs
}

// run ends with the context, when the charges that run by then have ended: whoever was let in is
// answered.
func (o *owner) run(ctx context.Context) {
	stop := ctx.Done()
	for stop != nil || len(o.waiting) > 0 {
		select {
		case q := <-o.asks:
			o.take(q)
		case res := <-o.results:
			o.settle(res)
		case <-stop:
			stop = nil
		}
	}
}

func (o *owner) take(q ask) {
	if a, ok := o.answers[q.id]; ok {
		q.answer <- a
		return
	}
	if len(o.waiting[q.id]) == 0 {
		go func() { o.results <- result{q.id, q.charge()} }()
	}
	o.waiting[q.id] = append(o.waiting[q.id], q)
}

func (o *owner) settle(res result) {
	if !refused(res.answer) {
		o.answers[res.id] = res.answer
	}
	for _, q := range o.waiting[res.id] {
		q.answer <- res.answer
	}
	delete(o.waiting, res.id)
}
