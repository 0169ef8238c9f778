package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var conflictUntilItExpires = solutions.Wrong[New]{
	Name:   "conflict-until-it-expires",
	Caught: "E28",
	Why:    "A panic leaves the mark \"in flight\" until it has run out: for a whole TTL every retry is told that the payment is running.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
				bk.finish(req.Scope(), rec, payments.Of(req, receipt, err)) // a panic never comes here
				return rec.answer
			}
			select {
			case <-rec.done:
				return rec.answer
			default:
				return payments.InFlight
			}
		})
	},
}
