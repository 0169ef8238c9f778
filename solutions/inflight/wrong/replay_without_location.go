package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var replayWithoutLocation = solutions.Wrong[New]{
	Name:   "replay-without-location",
	Caught: "I3",
	Why:    "Status and body are stored, the headers are not: a replay has no Location.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			a = charge(ctx, b, req)
			bk.settle(req.Scope(), payments.Answer{Status: a.Status, Body: a.Body})
			return a
		})
	},
}
