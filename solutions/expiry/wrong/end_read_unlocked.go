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

var endReadUnlocked = solutions.Wrong[New]{
	Name:   "end-read-unlocked",
	Caught: "E17",
	Why:    "The end is written under the lock and read without it, because it is only a number: a reader may see half of it.",
	Race:   true,
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		type entry struct {
			mu sync.Mutex
			kept
		}
		var entries sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			v, _ := entries.LoadOrStore(req.Scope(), &entry{})
			e := v.(*entry)
			if !over(e.end) { // fast path
				return e.Answer
			}
			e.mu.Lock()
			defer e.mu.Unlock()
			if !over(e.end) {
				return e.Answer
			}
			a := charge(ctx, b, req)
			if final(a) {
				e.kept = kept{a, time.Now().Add(ttl)}
			}
			return a
		})
	},
}
