package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var nobodyWaits = solutions.Wrong[New]{
	Name:   "nobody-waits",
	Caught: "K18",
	Why:    "When its client has left, a charge is given ten more seconds: then it is cut in the middle, and nobody knows whether the money moved.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() payments.Answer {
				longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
				defer cancel()
				stop := context.AfterFunc(ctx, func() {
					select {
					case <-time.After(10 * time.Second):
						cancel()
					case <-longer.Done():
					}
				})
				defer stop()
				return chargeUnder(longer, b, req)
			})
		})
	},
}

// chargeUnder is charge, but for its context.
func chargeUnder(ctx context.Context, b bank.Charger, req payments.Request) (a payments.Answer) {
	a = payments.Unknown
	defer func() { _ = recover() }()
	receipt, err := b.Charge(ctx, req.Charge())
	return payments.Of(req, receipt, err)
}
