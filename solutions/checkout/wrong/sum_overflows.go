package wrong

import (
	"context"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var sumOverflows = solutions.Wrong[New]{
	Name: "sum-overflows", Caught: "C34",
	Why: "What was refunded and what is asked for are added up before they are compared: the sum of two large amounts is negative, and so fits.",
	New: but(func(s *shop.Shop) {
		right := s.Refund
		s.Refund = func(ctx context.Context, w shop.Wish, id string, p *shop.Payment, amount int64) shop.Answer {
			fits := false
			s.Locked(func() {
				_, mine := p.Back[id]
				fits = !mine && p.Amount-p.Left()+amount <= p.Amount
				if fits {
					p.Back[id] = amount
				}
			})
			return right(ctx, w, id, p, amount)
		}
	}),
}
