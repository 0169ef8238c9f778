package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var tenAtATime = solutions.Wrong[New]{
	Name:   "ten-at-a-time",
	Caught: "K11",
	Why:    "Ten charges run at a time and the others queue behind them: ten slow ones stop the shop.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		slots := make(chan struct{}, 10)
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() payments.Answer {
				slots <- struct{}{}
				defer func() { <-slots }()
				return charge(ctx, b, req)
			})
		})
	},
}
