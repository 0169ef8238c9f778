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

var packageState = solutions.Wrong[New]{
	Name:   "package-state",
	Shared: true,
	Caught: "E35",
	Why:    "The records are a variable of the package: two servers in one process answer each other's keys.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if v, ok := everyonesAnswers.Load(req.Scope()); ok && !over(v.(kept).end) {
				return v.(kept).Answer
			}
			a := bk.once(ctx, req.Scope(), func() payments.Answer { return charge(ctx, b, req) })
			if a.Status == http.StatusCreated {
				everyonesAnswers.LoadOrStore(req.Scope(), kept{a, time.Now().Add(ttl)})
			}
			return a
		})
	},
}

var everyonesAnswers sync.Map // payments.Scope → kept; this belongs into New
