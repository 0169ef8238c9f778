package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var globalLock = solutions.Wrong[New]{
	Name:   "global-lock",
	Caught: "I16",
	Why:    "One lock is held while the bank is asked: requests with other keys wait for it, and duplicates too.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var mu sync.Mutex
		pay := payOnce(newBook(), b, byScope)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			mu.Lock()
			defer mu.Unlock()
			return pay(ctx, req)
		})
	},
}
