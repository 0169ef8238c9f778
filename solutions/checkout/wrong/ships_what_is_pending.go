package wrong

import (
	"context"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var shipsWhatIsPending = solutions.Wrong[New]{
	Name: "ships-what-is-pending", Caught: "C7",
	Why: "The warehouse is asked to ship an order that nobody has paid.",
	New: but(func(s *shop.Shop) {
		right := s.Fulfil
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			if s.Status(o) != "pending" {
				return right(ctx, o)
			}
			if _, err := s.Shipper.Ship(context.WithoutCancel(ctx), o.ID); err != nil {
				return shop.InDoubt
			}
			return s.Shipped(o)
		}
	}),
}
