package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var sleeperPerKey = solutions.Wrong[New]{
	Name:   "sleeper-per-key",
	Caught: "E33",
	Why:    "A goroutine for each key sleeps until its end and takes it out: it sleeps on when the server is gone.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				go func() {
					time.Sleep(ttl)
					bk.remove(req.Scope(), rec)
				}()
			}
			return rec.wait(ctx)
		})
	},
}
