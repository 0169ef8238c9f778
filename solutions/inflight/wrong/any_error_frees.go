package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var anyErrorFrees = solutions.Wrong[New]{
	Name:   "any-error-frees",
	Caught: "I25",
	Why:    "The mark is removed after every error, also after one that may hide a charge: the retry charges again.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			a = charge(ctx, b, req)
			if a.Status == http.StatusCreated {
				bk.put(req.Scope(), a)
			} else {
				bk.free(req.Scope()) // clean up on failure so client can retry
			}
			return a
		})
	},
}
