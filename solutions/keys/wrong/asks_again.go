package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var asksAgain = solutions.Wrong[New]{
	Name:   "asks-again",
	Caught: "K16",
	Why:    "A failed call is repeated on the spot, as one does with a network: an unknown outcome becomes two charges.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() payments.Answer {
				a := charge(ctx, b, req)
				for try := 1; try < 3 && a.Status == http.StatusBadGateway; try++ {
					a = charge(ctx, b, req)
				}
				return a
			})
		})
	},
}
