package wrong

import (
	"context"
	"crypto/rand"
	"strings"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var statusIsEnough = solutions.Wrong[New]{
	Name: "status-is-enough", Caught: "C3",
	Why: "The order's status keeps it from being paid twice, so its key is not looked at: the client that retries is told 409 and never learns that it has paid.",
	New: but(func(s *shop.Shop) {
		ring := s.Once
		s.Once = func(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
			if strings.HasSuffix(w.Path, "/payments") {
				return do(rand.Text())
			}
			return ring(ctx, w, do)
		}
	}),
}
