package wrong

import (
	"context"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var fulfilledAtTheSecond = solutions.Wrong[New]{
	Name: "fulfilled-at-the-second", Caught: "C7",
	Why: "The first answer has fulfilledAt with all its digits, but the order keeps it in whole seconds, as some column of a database would: each later answer has another one.",
	New: but(func(s *shop.Shop) {
		right := s.Fulfil
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			a := right(ctx, o)
			s.Locked(func() {
				if o.FulfilledAt != nil {
					at := o.FulfilledAt.Truncate(time.Second)
					o.FulfilledAt = &at
				}
			})
			return a
		}
	}),
}
