package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var conflictAfterPanic = solutions.Wrong[New]{
	Name:   "conflict-after-panic",
	Caught: "K17",
	Why:    "The mark \"in flight\" is removed in the last line, which a panic never reaches: every retry is told 409.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var running, answers sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if _, busy := running.LoadOrStore(req.Scope(), true); busy {
				return payments.InFlight
			}
			a, ok := answers.Load(req.Scope())
			if !ok {
				receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
				a = payments.Of(req, receipt, err)
				if final(a.(payments.Answer)) {
					answers.Store(req.Scope(), a)
				}
			}
			running.Delete(req.Scope()) // defer, and an answer for the panic
			return a.(payments.Answer)
		})
	},
}
