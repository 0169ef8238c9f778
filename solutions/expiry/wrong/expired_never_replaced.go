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

var expiredNeverReplaced = solutions.Wrong[New]{
	Name:   "expired-never-replaced",
	Caught: "E10",
	Why:    "The new record is stored only where there is none, and the expired one still is: every request from then on finds the key expired, and charges.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		var mu sync.Map // payments.Scope → *sync.Mutex
		var answers sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			l, _ := mu.LoadOrStore(req.Scope(), &sync.Mutex{})
			l.(*sync.Mutex).Lock()
			defer l.(*sync.Mutex).Unlock()
			if k, ok := answers.Load(req.Scope()); ok && !over(k.(kept).end) {
				return k.(kept).Answer
			}
			a := charge(ctx, b, req)
			if final(a) {
				answers.LoadOrStore(req.Scope(), kept{a, time.Now().Add(ttl)}) // Store
			}
			return a
		})
	},
}
