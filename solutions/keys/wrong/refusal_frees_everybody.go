package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var refusalFreesEverybody = solutions.Wrong[New]{
	Name:   "refusal-frees-everybody",
	Caught: "K23",
	Why:    "Records are kept by key and then by caller, and a refusal forgets the key: another caller's record under the same key is gone with it.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var mu sync.Mutex
		keys := map[string]*book{}
		of := func(key string) *book {
			mu.Lock()
			defer mu.Unlock()
			if keys[key] == nil {
				keys[key] = newBook()
			}
			return keys[key]
		}
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a := of(req.Key).once(ctx, req.Caller, func() payments.Answer { return charge(ctx, b, req) })
			if !final(a) {
				mu.Lock()
				defer mu.Unlock()
				delete(keys, req.Key)
			}
			return a
		})
	},
}
