package wrong

import (
	"context"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var lockedByItsKey = solutions.Wrong[New]{
	Name: "locked-by-its-key", Caught: "C20",
	Why: "What has the same caller and key runs one after the other, whatever it is about: while the bank holds the payment of one order, another order that is paid under the same key waits.",
	New: but(func(s *shop.Shop) {
		var locks sync.Map // {caller, key} → *sync.Mutex
		ring := s.Once
		s.Once = func(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
			l, _ := locks.LoadOrStore([2]string{w.Caller, w.Key}, new(sync.Mutex))
			mu := l.(*sync.Mutex)
			mu.Lock()
			defer mu.Unlock()
			return ring(ctx, w, do)
		}
	}),
}
