package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var refusalStartsATimer = solutions.Wrong[New]{
	Name:   "refusal-starts-a-timer",
	Caught: "E27",
	Why:    "Whatever the bank says starts a timer that frees the key: the one of a refusal goes off in the middle of the life that a retry has begun.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				time.AfterFunc(ttl, func() { bk.free(req.Scope()) })
			}
			return rec.wait(ctx)
		})
	},
}
