package wrong

import (
	"strings"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refundIsItsAmount = solutions.Wrong[New]{
	Name: "refund-is-its-amount", Caught: "C35",
	Why: "Two refunds of the same amount of one payment are taken for a retry, whatever their keys.",
	New: butRing(func(k *shop.Ring) {
		k.Scope = func(w shop.Wish) any {
			if strings.HasSuffix(w.Path, "/refunds") {
				w.Key = string(w.Body)
			}
			return shop.ScopeOf(w)
		}
	}),
}
