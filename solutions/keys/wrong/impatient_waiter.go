package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var impatientWaiter = solutions.Wrong[New]{
	Name:   "impatient-waiter",
	Caught: "K20",
	Why:    "Whoever has waited for a second does not wait for the end and charges: a slow bank is asked again by each duplicate.",
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
			case <-time.After(time.Second):
				return charge(ctx, b, req)
			case <-ctx.Done():
				return payments.Answer{}
			}
		})
	},
}
