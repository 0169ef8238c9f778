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

var lockForgottenTooSoon = solutions.Wrong[New]{
	Name:   "lock-forgotten-too-soon",
	Caught: "E31",
	Why:    "The key's lock is taken out of the map while others still wait for it: after a refusal one of them and a newcomer hold two different locks.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		var locks sync.Map // payments.Scope → *sync.Mutex
		answers := newCache(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			v, _ := locks.LoadOrStore(req.Scope(), &sync.Mutex{})
			lock := v.(*sync.Mutex)
			lock.Lock()
			defer lock.Unlock()
			defer locks.Delete(req.Scope())
			if a, ok := answers.look(req.Scope()); ok {
				return a
			}
			a := charge(ctx, b, req)
			answers.keep(req.Scope(), a)
			return a
		})
	},
}
