package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var payloadInTheKey = solutions.Wrong[New]{
	Name: "payload-in-the-key", Caught: "C12",
	Why: "The payload is made a part of the key, so that another payload is another order.",
	New: butRing(func(k *shop.Ring) {
		k.Scope = func(w shop.Wish) any { return [2]any{shop.ScopeOf(w), shop.Hash(w)} }
	}),
}
