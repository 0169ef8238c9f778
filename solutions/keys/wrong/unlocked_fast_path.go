package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var unlockedFastPath = solutions.Wrong[New]{
	Name:   "unlocked-fast-path",
	Caught: "K12",
	Why:    "An answer that is there is read without the lock under which it is written: a reader may see half of it.",
	Race:   true,
	New: func(_ context.Context, b bank.Charger) http.Handler {
		type entry struct {
			mu     sync.Mutex
			answer payments.Answer
		}
		var entries sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			v, _ := entries.LoadOrStore(req.Scope(), &entry{})
			e := v.(*entry)
			if e.answer.Status != 0 { // fast path
				return e.answer
			}
			e.mu.Lock()
			defer e.mu.Unlock()
			if e.answer.Status != 0 {
				return e.answer
			}
			a := charge(ctx, b, req)
			if final(a) {
				e.answer = a
			}
			return a
		})
	},
}
