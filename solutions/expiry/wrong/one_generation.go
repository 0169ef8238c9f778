package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var oneGeneration = solutions.Wrong[New]{
	Name:   "one-generation",
	Caught: "E20",
	Why:    "Every TTL the whole map is thrown away, and a new one begun: a key that came late lives for moments only, and a running one is forgotten.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		began := time.Now()
		pay := payFrom(bk, b)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			bk.mu.Lock()
			if time.Since(began) >= ttl {
				began = time.Now()
				clear(bk.records)
			}
			bk.mu.Unlock()
			return pay(ctx, req)
		})
	},
}
