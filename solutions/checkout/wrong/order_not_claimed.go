package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var orderNotClaimed = solutions.Wrong[New]{
	Name: "order-not-claimed", Caught: "C16",
	Why: "The order's status is looked at before the charge and set after it, and the reference is the key's own: two keys at once charge it twice.",
	New: but(func(s *shop.Shop) {
		s.Claim = func(*shop.Order) bool { return true }
		s.Free = func(*shop.Order) {}
		s.ChargeReference = func(_ shop.Wish, id string, _ *shop.Order) string { return id }
	}),
}
