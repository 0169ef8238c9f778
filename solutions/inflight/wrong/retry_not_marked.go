package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var retryNotMarked = solutions.Wrong[New]{
	Name:   "retry-not-marked",
	Caught: "I24",
	Why:    "A new key is marked in one step, but a freed one stays in the map as failed, and its retry looks and marks in two.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			id := req.Scope()
			a, mine := bk.claim(id)
			if !mine && a.Status == http.StatusPaymentRequired {
				bk.put(id, payments.Answer{})
				mine = true
			}
			if mine {
				a = charge(ctx, b, req)
				bk.put(id, a)
			}
			return a
		})
	},
}
