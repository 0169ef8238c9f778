package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var checkThenAct = solutions.Wrong[New]{
	Name:   "check-then-act",
	Caught: "K9",
	Why:    "The key is looked up before the charge and stored after it: duplicates that arrive in between all find it unused.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var mu sync.Mutex
		processed := map[payments.Scope]payments.Answer{}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			mu.Lock()
			existing, ok := processed[req.Scope()]
			mu.Unlock()
			if ok {
				return existing
			}
			a := charge(ctx, b, req)
			if final(a) {
				mu.Lock()
				processed[req.Scope()] = a
				mu.Unlock()
			}
			return a
		})
	},
}
