package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var orderIsItsBody = solutions.Wrong[New]{
	Name: "order-is-its-body", Caught: "C5",
	Why: "An order is recognised by its body instead of its key: who wants the same again gets the first order.",
	New: butRing(func(k *shop.Ring) {
		k.Scope = func(w shop.Wish) any {
			if w.Path == "/orders" {
				w.Key = string(w.Body)
			}
			return shop.ScopeOf(w)
		}
	}),
}
