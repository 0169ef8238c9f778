package wrong

import (
	"context"
	"errors"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var shipmentCheckThenAct = solutions.Wrong[New]{
	Name: "shipment-check-then-act", Caught: "C17",
	Why: "The order's status is looked at before the shipment and set after it, with no claim between.",
	New: but(func(s *shop.Shop) {
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			if a := s.Shippable(o); a.Status != 0 {
				return a
			}
			_, err := s.Shipper.Ship(context.WithoutCancel(ctx), o.ID)
			switch {
			case errors.Is(err, warehouse.ErrRefused):
				return shop.NotShipped
			case err != nil:
				s.Locked(func() { o.Lost = true })
				return shop.InDoubt
			}
			return s.Shipped(o)
		}
	}),
}
