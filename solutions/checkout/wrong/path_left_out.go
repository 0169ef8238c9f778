package wrong

import (
	"strings"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var pathLeftOut = solutions.Wrong[New]{
	Name: "path-left-out", Caught: "C24",
	Why: "A key belongs to its caller, whatever the path: for another order it gets the first one's payment.",
	New: butRing(func(k *shop.Ring) {
		k.Scope = func(w shop.Wish) any {
			if strings.HasSuffix(w.Path, "/payments") {
				w.Path = "/payments"
			}
			return shop.ScopeOf(w)
		}
	}),
}
