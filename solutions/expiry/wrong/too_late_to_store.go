package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var tooLateToStore = solutions.Wrong[New]{
	Name:   "too-late-to-store",
	Caught: "E19",
	Why:    "An answer that took longer than the TTL is not stored, because its key would have expired: the retry of a slow payment pays again.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				began := time.Now()
				a := charge(ctx, b, req)
				bk.finish(req.Scope(), rec, a)
				if time.Since(began) >= ttl {
					bk.free(req.Scope())
				}
			}
			return rec.wait(ctx)
		})
	},
}
