package alternatives

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var asksInTheBackground = solutions.Alternative[New]{
	Name:     "asks-in-the-background",
	Tradeoff: "a doubt ends also when its client never comes back, which the books are grateful for; the goroutines that ask have to end with the server, and their work has to survive a restart to be worth much",
	New: func(ctx context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
		sh := shop.New(b, s, ttl)
		ring := sh.Once
		sh.Once = func(req context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
			a := ring(req, w, do)
			if shop.Doubt(a) {
				go insist(ctx, func() shop.Answer {
					return ring(ctx, w, func(id string) shop.Answer { return safely(id, do) })
				})
			}
			return a
		}
		return sh.Handler()
	},
}

// insist asks again, with growing pauses, until the answer is definite or the server ends.
func insist(ctx context.Context, ask func() shop.Answer) {
	for pause := 2 * time.Second; ; pause = min(2*pause, 20*time.Second) {
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return
		}
		if !shop.Doubt(ask()) {
			return
		}
	}
}
