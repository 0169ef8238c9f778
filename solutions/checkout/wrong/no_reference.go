package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var noReference = solutions.Wrong[New]{
	Name: "no-reference", Caught: "C26",
	Why: "The bank is given no reference, so that asking again is another charge.",
	New: but(func(s *shop.Shop) {
		s.ChargeReference = func(shop.Wish, string, *shop.Order) string { return "" }
	}),
}
