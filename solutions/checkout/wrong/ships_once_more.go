package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var shipsOnceMore = solutions.Wrong[New]{
	Name: "ships-once-more", Caught: "C31",
	Why: "A shipment of unknown outcome is tried again, as a charge would be: but the warehouse knows no references.",
	New: but(func(s *shop.Shop) {
		right := s.Fulfil
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			a := right(ctx, o)
			if a.Status == http.StatusBadGateway {
				s.Locked(func() { o.Lost = false })
			}
			return a
		}
	}),
}
