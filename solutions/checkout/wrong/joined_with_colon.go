package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var joinedWithColon = solutions.Wrong[New]{
	Name: "joined-with-colon", Caught: "C24",
	Why: "Caller and key are joined with a colon, so that a:b with c is a with b:c.",
	New: butRing(func(k *shop.Ring) {
		k.Scope = func(w shop.Wish) any { return w.Method + w.Path + " " + w.Caller + ":" + w.Key }
	}),
}
