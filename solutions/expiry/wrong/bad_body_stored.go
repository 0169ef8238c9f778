package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var badBodyStored = solutions.Wrong[New]{
	Name:   "bad-body-stored",
	Caught: "E8",
	Why:    "A 400 is stored as the key's answer: the client mends its request and is told 400 until the key expires.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serveWith(decodeBy(payments.Parse), func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() payments.Answer {
				if req.Valid() != nil {
					return payments.Invalid
				}
				return charge(ctx, b, req)
			})
		})
	},
}
