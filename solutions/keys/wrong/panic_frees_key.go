package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var panicFreesKey = solutions.Wrong[New]{
	Name:   "panic-frees-key",
	Caught: "K17",
	Why:    "A deferred call frees the key when the bank panics, as if nothing had happened: the retry charges again.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() (a payments.Answer) {
				a = payments.Refused
				defer func() { _ = recover() }()
				receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
				return payments.Of(req, receipt, err)
			})
		})
	},
}
