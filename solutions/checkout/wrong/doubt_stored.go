package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var doubtStored = solutions.Wrong[New]{
	Name: "doubt-stored", Caught: "C26",
	Why: "An unknown outcome is stored as the key's answer, as it must be where the bank knows no references: here the doubt never ends.",
	New: butRing(func(k *shop.Ring) {
		k.Final = func(a shop.Answer) bool { return shop.Final(a) || shop.Doubt(a) }
	}),
}
