package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var unknownAsRunning = solutions.Wrong[New]{
	Name:   "unknown-as-running",
	Caught: "I25",
	Why:    "After an error that may hide a charge the mark simply stays: nothing runs any more, but retries are told 409 and to come back, for ever.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			a = charge(ctx, b, req)
			if a.Status != http.StatusBadGateway {
				bk.settle(req.Scope(), a)
			}
			return a
		})
	},
}
