package wrong

import (
	"context"
	"fmt"
	"maps"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var livesForgotten = solutions.Wrong[New]{
	Name: "lives-forgotten", Caught: "C36",
	Why: "A refund's reference has the number of its key's life, so that the next one is another refund. A sweep each thousand requests takes out what is over, number included: the life that comes then is number 1 again.",
	New: but(func(s *shop.Shop) {
		type count struct {
			id     string // of the life
			number int
			seen   time.Time
		}
		lives, requests := map[any]count{}, 0
		s.RefundReference = func(w shop.Wish, id string, _ *shop.Payment) (reference string) {
			s.Locked(func() {
				n := lives[shop.ScopeOf(w)]
				if n.id != id {
					n.id, n.number = id, n.number+1
				}
				n.seen = time.Now()
				lives[shop.ScopeOf(w)] = n
				reference = fmt.Sprintf("%q %d", shop.ScopeOf(w), n.number)
			})
			return reference
		}
		ring := s.Once
		s.Once = func(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
			s.Locked(func() {
				if requests++; requests%1000 == 0 {
					maps.DeleteFunc(lives, func(_ any, n count) bool { return time.Since(n.seen) >= s.TTL })
				}
			})
			return ring(ctx, w, do)
		}
	}),
}
