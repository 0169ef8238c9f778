package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var chargeWithTheRequest = solutions.Wrong[New]{
	Name:   "charge-with-the-request",
	Caught: "I27",
	Why:    "The charge runs under the request's context: it is cut in the middle when the client leaves, and nobody knows whether the money moved.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) (a payments.Answer) {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			a = payments.Unknown
			defer func() { bk.settle(req.Scope(), a) }()
			receipt, err := b.Charge(ctx, req.Charge())
			a = payments.Of(req, receipt, err)
			return a
		})
	},
}
