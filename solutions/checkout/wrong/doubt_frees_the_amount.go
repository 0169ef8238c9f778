package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var doubtFreesTheAmount = solutions.Wrong[New]{
	Name: "doubt-frees-the-amount", Caught: "C43",
	Why: "After a refund of unknown outcome its amount is free again, and may be given back a second time under another key.",
	New: but(func(s *shop.Shop) {
		right := s.Refund
		s.Refund = func(ctx context.Context, w shop.Wish, id string, p *shop.Payment, amount int64) shop.Answer {
			a := right(ctx, w, id, p, amount)
			if a.Status == http.StatusBadGateway {
				s.Locked(func() { delete(p.Back, id) })
			}
			return a
		}
	}),
}
