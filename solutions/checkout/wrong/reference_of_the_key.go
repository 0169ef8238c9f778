package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var referenceOfTheKey = solutions.Wrong[New]{
	Name: "reference-of-the-key", Caught: "C26",
	Why: "The reference belongs to the key instead of the order: after an unknown outcome another key charges the order again.",
	New: but(func(s *shop.Shop) {
		s.ChargeReference = func(_ shop.Wish, id string, _ *shop.Order) string { return id }
	}),
}
