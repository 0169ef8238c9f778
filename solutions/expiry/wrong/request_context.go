package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var requestContext = solutions.Wrong[New]{
	Name:   "request-context",
	Caught: "E29",
	Why:    "The charge runs under the request's context: when the client leaves it is cut in the middle, and nobody knows whether the money moved.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() (a payments.Answer) {
				a = payments.Unknown
				defer func() { _ = recover() }()
				receipt, err := b.Charge(ctx, req.Charge()) // context.WithoutCancel(ctx)
				return payments.Of(req, receipt, err)
			})
		})
	},
}
