package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var doubleCheckedLocking = solutions.Wrong[New]{
	Name:   "double-checked-locking",
	Caught: "K9",
	Why:    "The key is looked up without the key's lock and not a second time under it: whoever waited for the lock goes on to charge again.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var answers, locks sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if a, ok := answers.Load(req.Scope()); ok {
				return a.(payments.Answer)
			}
			v, _ := locks.LoadOrStore(req.Scope(), &sync.Mutex{})
			lock := v.(*sync.Mutex)
			lock.Lock()
			defer lock.Unlock()
			a := charge(ctx, b, req) // the second check belongs above this line
			if final(a) {
				answers.Store(req.Scope(), a)
			}
			return a
		})
	},
}
