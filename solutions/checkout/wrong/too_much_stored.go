package wrong

import (
	"bytes"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var tooMuchStored = solutions.Wrong[New]{
	Name: "too-much-stored", Caught: "C34",
	Why: "The 409 for a refund of more than is left is stored as the key's answer.",
	New: but(func(s *shop.Shop) {
		k := shop.NewRing(s.TTL)
		k.Final = func(a shop.Answer) bool { return shop.Final(a) || bytes.Equal(a.Body, shop.TooMuch.Body) }
		s.Once = k.Once
	}),
}
