package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var waiterWithoutLocation = solutions.Wrong[New]{
	Name:   "waiter-without-location",
	Caught: "K9",
	Why:    "A duplicate that waits is sent the body of the first answer without its Location: two clicks get two different answers.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				return rec.answer
			}
			select {
			case <-rec.done:
				return rec.answer
			default:
				a := rec.wait(ctx)
				return payments.Answer{Status: a.Status, Body: a.Body}
			}
		})
	},
}
