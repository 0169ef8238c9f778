package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refusedIsLost = solutions.Wrong[New]{
	Name: "refused-is-lost", Caught: "C31",
	Why: "A shipment that the warehouse has refused is treated as one of unknown outcome.",
	New: but(func(s *shop.Shop) {
		right := s.Fulfil
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			a := right(ctx, o)
			if a.Status == http.StatusUnprocessableEntity {
				s.Locked(func() { o.Lost = true })
			}
			return a
		}
	}),
}
