package wrong

import (
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var forEver = solutions.Wrong[New]{
	Name: "for-ever", Caught: "C13",
	Why: "Keys never expire.",
	New: butRing(func(k *shop.Ring) { k.TTL = 200 * 365 * 24 * time.Hour }),
}
