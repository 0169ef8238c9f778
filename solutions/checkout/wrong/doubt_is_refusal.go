package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var doubtIsRefusal = solutions.Wrong[New]{
	Name: "doubt-is-refusal", Caught: "C26",
	Why: "Every error of the bank's is told as a refusal, also one after which the money may have moved.",
	New: but(func(s *shop.Shop) {
		right := s.Pay
		s.Pay = func(ctx context.Context, w shop.Wish, id string, o *shop.Order) shop.Answer {
			if a := right(ctx, w, id, o); a.Status != http.StatusBadGateway {
				return a
			}
			return shop.Refused
		}
	}),
}
