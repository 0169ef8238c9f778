package wrong

import (
	"context"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var twoChargesTwoKeys = solutions.Wrong[New]{
	Name: "two-charges-two-keys", Caught: "C6",
	Why: "Each key may pay the order once: nobody looks whether it is pending.",
	New: but(func(s *shop.Shop) {
		s.ChargeReference = func(_ shop.Wish, id string, _ *shop.Order) string { return id }
		right := s.Pay
		s.Pay = func(ctx context.Context, w shop.Wish, id string, o *shop.Order) shop.Answer {
			s.Locked(func() {
				if o.Status == "paid" {
					o.Status = "pending"
				}
			})
			return right(ctx, w, id, o)
		}
	}),
}
