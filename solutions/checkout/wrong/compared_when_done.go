package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var comparedWhenDone = solutions.Wrong[New]{
	Name: "compared-when-done", Caught: "C18",
	Why: "The payload is compared with that of a finished request only: while the first one runs, another order waits for it and gets its answer.",
	New: butRing(func(k *shop.Ring) {
		k.Compare = func(running bool, had, got any) bool { return running || had == got }
	}),
}
