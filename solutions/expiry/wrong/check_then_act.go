package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var checkThenAct = solutions.Wrong[New]{
	Name:   "check-then-act",
	Caught: "E14",
	Why:    "The key is looked up before the charge and stored after it: duplicates that arrive in between all find it unused.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		processed := newCache(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if existing, ok := processed.look(req.Scope()); ok {
				return existing
			}
			a := charge(ctx, b, req)
			processed.keep(req.Scope(), a)
			return a
		})
	},
}
