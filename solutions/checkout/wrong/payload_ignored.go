package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var payloadIgnored = solutions.Wrong[New]{
	Name: "payload-ignored", Caught: "C12",
	Why: "A used key answers whatever comes with it: the second order is answered with the first one.",
	New: butRing(func(k *shop.Ring) {
		k.Payload = func(shop.Wish) any { return nil }
	}),
}
