package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var forgottenWhenDone = solutions.Wrong[New]{
	Name:   "forgotten-when-done",
	Caught: "I2",
	Why:    "The key is protected only while its first request runs: when that is done the mark goes, and nothing is stored.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			defer bk.free(req.Scope())
			return charge(ctx, b, req)
		})
	},
}
