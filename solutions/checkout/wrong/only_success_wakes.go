package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var onlySuccessWakes = solutions.Wrong[New]{
	Name: "only-success-wakes", Caught: "C30",
	Why: "Those who wait are woken when there is a success to tell them; after a failure they wait for ever.",
	New: butRing(func(k *shop.Ring) { k.Wake = shop.Final }),
}
