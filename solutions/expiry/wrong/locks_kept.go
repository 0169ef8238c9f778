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

var locksKept = solutions.Wrong[New]{
	Name:   "locks-kept",
	Caught: "E32",
	Why:    "The answers are cleaned up, the locks of their keys are not: each key that was ever used leaves one behind.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		var locks sync.Map // payments.Scope → *sync.Mutex
		answers := newCache(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			l, _ := locks.LoadOrStore(req.Scope(), &sync.Mutex{})
			l.(*sync.Mutex).Lock()
			defer l.(*sync.Mutex).Unlock()
			if a, ok := answers.look(req.Scope()); ok {
				return a
			}
			a := charge(ctx, b, req)
			answers.keep(req.Scope(), a)
			return a
		})
	},
}
