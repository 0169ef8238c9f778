package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var onlySuccessWakes = solutions.Wrong[New]{
	Name:   "only-success-wakes",
	Caught: "E31",
	Why:    "Those who wait are woken by a success only: after a refusal they wait for ever.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if !mine {
				return rec.wait(ctx)
			}
			a := charge(ctx, b, req)
			if !final(a) {
				bk.free(req.Scope())
				return a
			}
			bk.finish(req.Scope(), rec, a)
			return a
		})
	},
}
