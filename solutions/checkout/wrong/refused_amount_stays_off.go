package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refusedAmountStaysOff = solutions.Wrong[New]{
	Name: "refused-amount-stays-off", Caught: "C42",
	Why: "The amount of a refused refund stays off what is left.",
	New: but(func(s *shop.Shop) {
		right := s.Refund
		s.Refund = func(ctx context.Context, w shop.Wish, id string, p *shop.Payment, amount int64) shop.Answer {
			a := right(ctx, w, id, p, amount)
			if a.Status == http.StatusPaymentRequired {
				s.Locked(func() { p.Back[id] = amount })
			}
			return a
		}
	}),
}
