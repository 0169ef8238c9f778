package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var panicLeavesALock = solutions.Wrong[New]{
	Name:   "panic-leaves-a-lock",
	Caught: "K17",
	Why:    "The key's lock is not given back when the bank panics: every retry waits for ever.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		type entry struct {
			mu     sync.Mutex
			answer payments.Answer
		}
		var entries sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			v, _ := entries.LoadOrStore(req.Scope(), &entry{})
			e := v.(*entry)
			e.mu.Lock()
			a := e.answer
			if a.Status == 0 {
				receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
				if a = payments.Of(req, receipt, err); final(a) {
					e.answer = a
				}
			}
			e.mu.Unlock() // defer
			return a
		})
	},
}
