package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var errorComparedByValue = solutions.Wrong[New]{
	Name:   "error-compared-by-value",
	Caught: "K15",
	Why:    "The error is compared with == and the bank's comes wrapped: a refusal passes for an unknown outcome and closes the key.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() (a payments.Answer) {
				a = payments.Unknown
				defer func() { _ = recover() }()
				receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
				if err == bank.ErrRefused {
					return payments.Refused
				}
				if err != nil {
					return payments.Unknown
				}
				return payments.Success(req, receipt)
			})
		})
	},
}
