package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var refusedKeyStaysTaken = solutions.Wrong[New]{
	Name:   "refused-key-stays-taken",
	Caught: "K15",
	Why:    "A refused charge leaves its mark \"in flight\" behind: the retry is told 409 for ever.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var running, answers sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if _, busy := running.LoadOrStore(req.Scope(), true); busy {
				if a, ok := answers.Load(req.Scope()); ok {
					return a.(payments.Answer)
				}
				return payments.InFlight
			}
			a := charge(ctx, b, req)
			if final(a) {
				answers.Store(req.Scope(), a)
			}
			return a
		})
	},
}
