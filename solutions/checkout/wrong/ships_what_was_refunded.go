package wrong

import (
	"context"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var shipsWhatWasRefunded = solutions.Wrong[New]{
	Name: "ships-what-was-refunded", Caught: "C37",
	Why: "The order is paid, that is all that is looked at: it is shipped although the customer has all the money back.",
	New: but(func(s *shop.Shop) {
		right := s.Fulfil
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			var back map[string]int64
			s.Locked(func() {
				if o.Payment != nil && o.Payment.Left() == 0 {
					back, o.Payment.Back = o.Payment.Back, map[string]int64{}
				}
			})
			defer s.Locked(func() {
				if back != nil {
					o.Payment.Back = back
				}
			})
			return right(ctx, o)
		}
	}),
}
