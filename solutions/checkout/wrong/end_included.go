package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var endIncluded = solutions.Wrong[New]{
	Name: "end-included", Caught: "C13",
	Why: "The end itself is counted to a key's life: completion + TTL is the first instant at which it is new.",
	New: butRing(func(k *shop.Ring) { k.TTL++ }),
}
