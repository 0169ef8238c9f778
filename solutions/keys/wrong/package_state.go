package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var packageState = solutions.Wrong[New]{
	Name:   "package-state",
	Shared: true,
	Caught: "K22",
	Why:    "The records are variables of the package: two servers in one process answer each other's keys.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			v, _ := everyonesLocks.LoadOrStore(req.Scope(), &sync.Mutex{})
			lock := v.(*sync.Mutex)
			lock.Lock()
			defer lock.Unlock()
			if a, ok := everyonesAnswers.Load(req.Scope()); ok {
				return a.(payments.Answer)
			}
			a := charge(ctx, b, req)
			if final(a) {
				everyonesAnswers.Store(req.Scope(), a)
			}
			return a
		})
	},
}

var everyonesLocks, everyonesAnswers sync.Map // these belong into New
