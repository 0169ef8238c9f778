package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lockOrder = solutions.Wrong[New]{
	Name:   "lock-order",
	Caught: "K20",
	Why:    "A refusal takes the two locks in one order and a look-up in the other: the first client and a waiting one hold what the other needs.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		type entry struct {
			mu     sync.Mutex
			answer payments.Answer
		}
		var mu sync.Mutex // then an entry's
		entries := map[payments.Scope]*entry{}
		locked := func(id payments.Scope) *entry {
			mu.Lock()
			defer mu.Unlock()
			if entries[id] == nil {
				entries[id] = &entry{}
			}
			entries[id].mu.Lock()
			return entries[id]
		}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			e := locked(req.Scope())
			defer e.mu.Unlock()
			if e.answer.Status != 0 {
				return e.answer
			}
			a := charge(ctx, b, req)
			if final(a) {
				e.answer = a
				return a
			}
			mu.Lock()
			defer mu.Unlock()
			delete(entries, req.Scope())
			return a
		})
	},
}
