package wrong

import (
	"context"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var lostLookedAtFirst = solutions.Wrong[New]{
	Name: "lost-looked-at-first", Caught: "C17",
	Why: "Whether the parcel may be on its way is looked at before the order is claimed, and not again after it: of two fulfilments at once the second ships when the outcome of the first is unknown.",
	New: but(func(s *shop.Shop) {
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			lost := false
			s.Locked(func() { lost = o.Lost && !o.Busy })
			if lost {
				return shop.InDoubt
			}
			if !s.Claim(o) {
				return shop.WrongState
			}
			defer s.Free(o)
			s.Locked(func() { o.Lost = false }) // as was just seen
			if a := s.Shippable(o); a.Status != 0 {
				return a
			}
			return s.Ship(ctx, o)
		}
	}),
}
