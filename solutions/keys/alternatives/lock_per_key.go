package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lockPerKey = solutions.Alternative[New]{
	Name:     "lock-per-key",
	Tradeoff: "The shortest one that is right: a lock for each key, held across the charge; each duplicate costs a blocked goroutine.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var mu sync.Mutex
		entries := map[payments.Scope]*lockedEntry{}
		entryOf := func(id payments.Scope) *lockedEntry {
			mu.Lock()
			defer mu.Unlock()
			e, ok := entries[id]
			if !ok {
				e = &lockedEntry{}
				entries[id] = e
			}
			return e
		}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			entryOf(req.Scope()).pay(context.WithoutCancel(r.Context()), b, req).WriteTo(w)
		})
	},
}

// A lockedEntry holds what is known about a key.
type lockedEntry struct {
	mu     sync.Mutex // held across the charge
	answer payments.Answer
}

func (e *lockedEntry) pay(ctx context.Context, b bank.Charger, req payments.Request) payments.Answer {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.answer.Status != 0 {
		return e.answer
	}
	e.answer = payments.Unknown // stands if the charge panics
	receipt, err := b.Charge(ctx, req.Charge())
	a := payments.Of(req, receipt, err)
	e.answer = a
	if a.Status == http.StatusPaymentRequired {
		e.answer = payments.Answer{} // free again
	}
	return a
}
