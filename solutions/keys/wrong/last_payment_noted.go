package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lastPaymentNoted = solutions.Wrong[New]{
	Name:   "last-payment-noted",
	Caught: "K12",
	Why:    "The last payment is noted for a status page in a variable that all requests write without a lock.",
	Race:   true,
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		var last payments.Answer
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() payments.Answer {
				last = charge(ctx, b, req)
				return last
			})
		})
	},
}
