package wrong

import (
	"context"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var shipmentWithTheRequest = solutions.Wrong[New]{
	Name: "shipment-with-the-request", Caught: "C28",
	Why: "The shipment is asked for with the request's context: a client that leaves cuts it off, and nobody knows whether the parcel is on its way.",
	New: but(func(s *shop.Shop) {
		s.Shipper = &withRequest{Shipper: s.Shipper}
		right := s.Fulfil
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			return right(context.WithValue(ctx, requestKey{}, ctx), o)
		}
	}),
}

type requestKey struct{}

// withRequest ships with the context of the request, which WithoutCancel keeps as a value.
type withRequest struct{ warehouse.Shipper }

// Ship implements warehouse.Shipper.
func (w *withRequest) Ship(ctx context.Context, order string) (string, error) {
	return w.Shipper.Ship(ctx.Value(requestKey{}).(context.Context), order)
}
