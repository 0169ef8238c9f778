package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var duplicatesKept = solutions.Wrong[New]{
	Name:   "duplicates-kept",
	Caught: "I32",
	Why:    "Each duplicate of a request in flight is kept in a list, for the support desk: while the bank is stuck and clients retry, the list grows without end.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var mu sync.Mutex
		tried := map[payments.Scope][]payments.Request{}
		pay := payOnce(newBook(), b, byScope)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a := pay(ctx, req)
			mu.Lock()
			defer mu.Unlock()
			if a.Status == 0 {
				tried[req.Scope()] = append(tried[req.Scope()], req)
			} else {
				delete(tried, req.Scope())
			}
			return a
		})
	},
}
