package wrong

import (
	"context"
	"crypto/rand"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var onlyMoneyIsProtected = solutions.Wrong[New]{
	Name: "only-money-is-protected", Caught: "C2",
	Why: "An order costs nothing yet, so its key is not looked at: each retry makes another order, which the customer may pay as well.",
	New: but(func(s *shop.Shop) {
		ring := s.Once
		s.Once = func(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
			if w.Path == "/orders" {
				return do(rand.Text())
			}
			return ring(ctx, w, do)
		}
	}),
}
