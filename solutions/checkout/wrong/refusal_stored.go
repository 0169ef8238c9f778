package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refusalStored = solutions.Wrong[New]{
	Name: "refusal-stored", Caught: "C25",
	Why: "A refused charge is stored as the key's answer: whoever mends the card is told 402 for as long as the key lives.",
	New: butRing(func(k *shop.Ring) {
		k.Final = func(a shop.Answer) bool { return shop.Final(a) || a.Status == http.StatusPaymentRequired }
	}),
}
