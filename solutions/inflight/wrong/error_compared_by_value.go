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
	Caught: "I23",
	Why:    "The error is compared with == although it comes wrapped: a refusal looks like an unknown outcome, and its key is lost.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) (a payments.Answer) {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			a = payments.Unknown
			defer func() { bk.settle(req.Scope(), a) }()
			receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
			switch err {
			case nil:
				a = payments.Success(req, receipt)
			case bank.ErrRefused:
				a = payments.Refused
			}
			return a
		})
	},
}
