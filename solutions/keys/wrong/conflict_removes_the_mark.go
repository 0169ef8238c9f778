package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var conflictRemovesTheMark = solutions.Wrong[New]{
	Name:   "conflict-removes-the-mark",
	Caught: "K20",
	Why:    "The call that removes the mark \"in flight\" is deferred before it is known whose mark it is: a duplicate that is told 409 removes it for the next one.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var running, answers sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			_, busy := running.LoadOrStore(req.Scope(), true)
			defer running.Delete(req.Scope())
			if busy {
				return payments.InFlight
			}
			if a, ok := answers.Load(req.Scope()); ok {
				return a.(payments.Answer)
			}
			a := charge(ctx, b, req)
			if final(a) {
				answers.Store(req.Scope(), a)
			}
			return a
		})
	},
}
