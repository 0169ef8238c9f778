package wrong

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var bodyIsTheKey = solutions.Wrong[New]{
	Name:   "body-is-the-key",
	Caught: "E4",
	Why:    "Requests are told apart by their bodies: two payments of the same amount under two keys become one.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			type wish struct{ caller, what string }
			id := wish{req.Caller, fmt.Sprint(req.Amount, req.Currency)}
			return bk.once(ctx, id, func() payments.Answer { return charge(ctx, b, req) })
		})
	},
}
