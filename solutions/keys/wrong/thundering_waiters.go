package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var thunderingWaiters = solutions.Wrong[New]{
	Name:   "thundering-waiters",
	Caught: "K20",
	Why:    "When the first charge fails without an answer, all who waited charge for themselves, without claiming the key again.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				return rec.answer
			}
			a := rec.wait(ctx)
			if a.Status == http.StatusPaymentRequired {
				return charge(ctx, b, req) // each for itself, and nothing is stored
			}
			return a
		})
	},
}
