package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var oneMapForAll = solutions.Wrong[New]{
	Name:   "one-map-for-all",
	Shared: true,
	Caught: "I31",
	Why:    "The map is a package-level variable: two handlers built side by side share it.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			old, taken := theAnswers.LoadOrStore(req.Scope(), payments.Answer{})
			if taken {
				return old.(payments.Answer)
			}
			a := charge(ctx, b, req)
			if final(a) {
				theAnswers.Store(req.Scope(), a)
			} else {
				theAnswers.Delete(req.Scope())
			}
			return a
		})
	},
}

var theAnswers sync.Map // payments.Scope → payments.Answer, zero while in flight
