package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var referenceIsTheKey = solutions.Wrong[New]{
	Name: "reference-is-the-key", Caught: "C24",
	Why: "The client's key is given to the bank as its reference: two customers who use the same key are one charge there, and the second is told 201 though no money has moved.",
	New: but(func(s *shop.Shop) {
		s.ChargeReference = func(w shop.Wish, _ string, _ *shop.Order) string { return w.Key }
	}),
}
