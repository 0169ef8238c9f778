package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lockPerCaller = solutions.Wrong[New]{
	Name:   "lock-per-caller",
	Caught: "K11",
	Why:    "The lock that is held across the charge belongs to the caller, not to the key: one slow payment of a shop stops all its others.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var locks sync.Map
		pay := payOnce(b, byScope)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			v, _ := locks.LoadOrStore(req.Caller, &sync.Mutex{})
			lock := v.(*sync.Mutex)
			lock.Lock()
			defer lock.Unlock()
			return pay(ctx, req)
		})
	},
}
