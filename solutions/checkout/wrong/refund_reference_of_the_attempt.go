package wrong

import (
	"context"
	"crypto/rand"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refundReferenceOfTheAttempt = solutions.Wrong[New]{
	Name: "refund-reference-of-the-attempt", Caught: "C43",
	Why: "Each attempt at a refund has a reference of its own: asking again after an unknown outcome gives the money back twice.",
	New: but(func(s *shop.Shop) {
		right := s.Refund
		s.Refund = func(ctx context.Context, w shop.Wish, id string, p *shop.Payment, amount int64) shop.Answer {
			return right(ctx, w, rand.Text(), p, amount)
		}
	}),
}
