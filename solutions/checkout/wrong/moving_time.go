package wrong

import (
	"context"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var movingTime = solutions.Wrong[New]{
	Name: "moving-time", Caught: "C7",
	Why: "A second fulfilment ships nothing, but sets fulfilledAt anew.",
	New: but(func(s *shop.Shop) {
		right := s.Fulfil
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			if s.Status(o) == "fulfilled" {
				return s.Shipped(o)
			}
			return right(ctx, o)
		}
	}),
}
