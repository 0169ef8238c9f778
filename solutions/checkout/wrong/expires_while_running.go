package wrong

import (
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var expiresWhileRunning = solutions.Wrong[New]{
	Name: "expires-while-running", Caught: "C21",
	Why: "A key lives from its first sight on, also while its request is running: when that takes longer than the TTL, its answer is stored under a key that was given up.",
	New: butRing(func(k *shop.Ring) {
		k.Begin = func(now time.Time) time.Time { return now.Add(k.TTL) }
	}),
}
