package wrong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var staleIfError = solutions.Wrong[New]{
	Name:   "stale-if-error",
	Caught: "E27",
	Why:    "When the charge of the next life fails, the expired answer is given instead, as caches do: it says that this payment was made.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		var last sync.Map // payments.Scope → payments.Answer
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a := bk.once(ctx, req.Scope(), func() payments.Answer { return charge(ctx, b, req) })
			if a.Status == http.StatusCreated {
				last.Store(req.Scope(), a)
			} else if stale, ok := last.Load(req.Scope()); ok {
				return stale.(payments.Answer)
			}
			return a
		})
	},
}
