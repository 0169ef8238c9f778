package wrong

import (
	"fmt"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var payloadPrinted = solutions.Wrong[New]{
	Name: "payload-printed", Caught: "C12",
	Why: "Orders are compared as fmt prints them, without quotes: one article that is called like the print of two is the same order.",
	New: butRing(func(k *shop.Ring) {
		k.Payload = func(w shop.Wish) any {
			if w.Path != "/orders" {
				return shop.Hash(w)
			}
			req, _ := shop.ReadOrder(w.Body)
			return fmt.Sprintf("%v", req)
		}
	}),
}
