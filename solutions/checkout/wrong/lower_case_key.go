package wrong

import (
	"strings"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var lowerCaseKey = solutions.Wrong[New]{
	Name: "lower-case-key", Caught: "C8",
	Why: "Keys are folded to lower case, so that two of them are one.",
	New: butRing(func(k *shop.Ring) {
		k.Scope = func(w shop.Wish) any {
			w.Key = strings.ToLower(w.Key)
			return shop.ScopeOf(w)
		}
	}),
}
