package wrong

import (
	"context"
	"crypto/rand"
	"strings"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refundCheckThenAct = solutions.Wrong[New]{
	Name: "refund-check-then-act", Caught: "C38",
	Why: "A refund's key is looked up before the bank is asked and stored after it: two clicks are two refunds, each with a reference of its own.",
	New: but(func(s *shop.Shop) {
		ring, n := s.Once, newNotes(s.TTL)
		s.Once = func(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
			if strings.HasSuffix(w.Path, "/refunds") {
				return n.checkThenAct(ctx, w, func(string) shop.Answer { return do(rand.Text()) })
			}
			return ring(ctx, w, do)
		}
	}),
}
