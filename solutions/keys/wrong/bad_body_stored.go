package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var badBodyStored = solutions.Wrong[New]{
	Name:   "bad-body-stored",
	Caught: "K8",
	Why:    "A 400 is stored as the key's answer: the client mends its request and is told 400 for ever.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
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
