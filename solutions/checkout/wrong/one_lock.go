package wrong

import (
	"context"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var oneLock = solutions.Wrong[New]{
	Name: "one-lock", Caught: "C20",
	Why: "One lock for everything is held while the bank is asked.",
	New: but(func(s *shop.Shop) {
		var mu sync.Mutex
		ring := s.Once
		s.Once = func(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
			mu.Lock()
			defer mu.Unlock()
			return ring(ctx, w, do)
		}
	}),
}
