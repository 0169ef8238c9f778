package wrong

import (
	"context"
	"errors"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var errorUnwrapped = solutions.Wrong[New]{
	Name:   "error-unwrapped",
	Caught: "K15",
	Why:    "The error is unwrapped in a loop in place of errors.Is: one that wraps two errors ends the loop, and a refusal passes for an unknown outcome.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() (a payments.Answer) {
				a = payments.Unknown
				defer func() { _ = recover() }()
				receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
				for e := err; e != nil; e = errors.Unwrap(e) {
					if e == bank.ErrRefused {
						return payments.Refused
					}
				}
				if err != nil {
					return payments.Unknown
				}
				return payments.Success(req, receipt)
			})
		})
	},
}
