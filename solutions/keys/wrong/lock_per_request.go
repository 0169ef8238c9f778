package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lockPerRequest = solutions.Wrong[New]{
	Name:   "lock-per-request",
	Caught: "K9",
	Why:    "The lock is made anew for each request, so that it keeps nobody out: a lock protects only those who share it.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var answers sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			lock := new(sync.Mutex)
			lock.Lock()
			defer lock.Unlock()
			if a, ok := answers.Load(req.Scope()); ok {
				return a.(payments.Answer)
			}
			a := charge(ctx, b, req)
			if final(a) {
				answers.Store(req.Scope(), a)
			}
			return a
		})
	},
}
