package wrong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var globalLock = solutions.Wrong[New]{
	Name:   "global-lock",
	Caught: "E16",
	Why:    "One lock is held across the charge: while the bank thinks about one payment, nobody else can pay.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		var mu sync.Mutex
		answers := newCache(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			mu.Lock()
			defer mu.Unlock()
			if a, ok := answers.look(req.Scope()); ok {
				return a
			}
			a := charge(ctx, b, req)
			answers.keep(req.Scope(), a)
			return a
		})
	},
}
