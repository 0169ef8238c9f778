package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var joinedWithColon = solutions.Wrong[New]{
	Name:   "joined-with-colon",
	Caught: "E24",
	Why:    "Caller and key are joined with a colon: caller \"a:b\" with key \"c\" is caller \"a\" with key \"b:c\".",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Caller+":"+req.Key, func() payments.Answer { return charge(ctx, b, req) })
		})
	},
}
