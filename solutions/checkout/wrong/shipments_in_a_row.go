package wrong

import (
	"context"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var shipmentsInARow = solutions.Wrong[New]{
	Name: "shipments-in-a-row", Caught: "C20",
	Why: "The warehouse is asked for one parcel at a time.",
	New: but(func(s *shop.Shop) {
		var mu sync.Mutex
		right := s.Fulfil
		s.Fulfil = func(ctx context.Context, o *shop.Order) shop.Answer {
			mu.Lock()
			defer mu.Unlock()
			return right(ctx, o)
		}
	}),
}
