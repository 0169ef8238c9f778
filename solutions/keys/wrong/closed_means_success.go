package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var closedMeansSuccess = solutions.Wrong[New]{
	Name:   "closed-means-success",
	Caught: "K20",
	Why:    "Those who wait take a closed channel for a success and answer 201 with what the record holds, whatever that is.",
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
			}
			a := rec.wait(ctx)
			if a.Status != 0 {
				a.Status = http.StatusCreated
			}
			return a
		})
	},
}
