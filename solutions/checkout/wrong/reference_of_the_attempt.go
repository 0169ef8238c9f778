package wrong

import (
	"crypto/rand"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var referenceOfTheAttempt = solutions.Wrong[New]{
	Name: "reference-of-the-attempt", Caught: "C26",
	Why: "Each attempt has a reference of its own, as if it were a request id: asking again after an unknown outcome is another charge.",
	New: but(func(s *shop.Shop) {
		s.ChargeReference = func(shop.Wish, string, *shop.Order) string { return rand.Text() }
	}),
}
