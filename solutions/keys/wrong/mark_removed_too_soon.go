package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var markRemovedTooSoon = solutions.Wrong[New]{
	Name:   "mark-removed-too-soon",
	Caught: "K9",
	Why:    "The mark \"in flight\" is removed before the answer is stored: for a moment the key looks as if it had never been used.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var running, answers sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if _, busy := running.LoadOrStore(req.Scope(), true); busy {
				return payments.InFlight
			}
			if a, ok := answers.Load(req.Scope()); ok {
				running.Delete(req.Scope())
				return a.(payments.Answer)
			}
			a := charge(ctx, b, req)
			running.Delete(req.Scope())
			if final(a) {
				answers.Store(req.Scope(), a)
			}
			return a
		})
	},
}
