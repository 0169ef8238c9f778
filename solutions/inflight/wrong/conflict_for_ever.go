package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var conflictForEver = solutions.Wrong[New]{
	Name:   "conflict-for-ever",
	Caught: "I2",
	Why:    "A retry after the end is told 409 as well, as if the request were still running: its client never learns the answer.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			_, mine := bk.claim(req.Scope())
			if !mine {
				return payments.Answer{}
			}
			a := charge(ctx, b, req)
			bk.settle(req.Scope(), a)
			return a
		})
	},
}
