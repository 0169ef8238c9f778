package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var doubtOfAnotherKey = solutions.Wrong[New]{
	Name: "doubt-of-another-key", Caught: "C26",
	Why: "An order and a key both know that a charge is in doubt. When another key asks and is refused, only the order learns that the doubt is over: the first key is told for ever that somebody is finding out.",
	New: but(func(s *shop.Shop) {
		doubtful := map[*shop.Order]bool{}
		keys := map[string]bool{} // whose charge is in doubt
		right := s.Pay
		s.Pay = func(ctx context.Context, w shop.Wish, id string, o *shop.Order) shop.Answer {
			waits := false
			s.Locked(func() { waits = keys[id] && !doubtful[o] })
			if waits {
				return shop.WrongState
			}
			a := right(ctx, w, id, o)
			s.Locked(func() {
				switch a.Status {
				case http.StatusBadGateway:
					doubtful[o], keys[id] = true, true
				case http.StatusPaymentRequired:
					delete(doubtful, o)
					delete(keys, id)
				}
			})
			return a
		}
	}),
}
