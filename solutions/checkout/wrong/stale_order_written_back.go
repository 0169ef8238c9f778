package wrong

import (
	"context"
	"maps"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var staleOrderWrittenBack = solutions.Wrong[New]{
	Name: "stale-order-written-back", Caught: "C40",
	Why: "The order is read, shipped and written back as a whole: a refund that came meanwhile is lost.",
	New: but(func(s *shop.Shop) {
		right := s.Fulfil
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			var read map[string]int64
			s.Locked(func() {
				if o.Payment != nil {
					read = maps.Clone(o.Payment.Back)
				}
			})
			a := right(ctx, o)
			s.Locked(func() {
				if read != nil && a.Status == http.StatusOK {
					o.Payment.Back = read
				}
			})
			return a
		}
	}),
}
