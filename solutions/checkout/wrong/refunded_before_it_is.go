package wrong

import (
	"context"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refundedBeforeItIs = solutions.Wrong[New]{
	Name: "refunded-before-it-is", Caught: "C43",
	Why: "A payment of which the rest is set aside counts as refunded in full: the client that asks again about this last refund, which is in doubt, is told that nothing is left.",
	New: but(func(s *shop.Shop) {
		right := s.Refund
		s.Refund = func(ctx context.Context, w shop.Wish, id string, p *shop.Payment, amount int64) shop.Answer {
			refunded := false
			s.Locked(func() { refunded = p.Left() == 0 && len(p.Back) > 1 })
			if refunded {
				return shop.TooMuch
			}
			return right(ctx, w, id, p, amount)
		}
	}),
}
