package wrong

import (
	"fmt"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var referenceByCount = solutions.Wrong[New]{
	Name: "reference-by-count", Caught: "C39",
	Why: "A refund's reference is the payment's id and how many refunds there were so far: two at once count the same, and the bank takes them for one.",
	New: but(func(s *shop.Shop) {
		n := map[string]string{}
		s.RefundReference = func(_ shop.Wish, id string, p *shop.Payment) (reference string) {
			s.Locked(func() {
				if n[id] == "" {
					n[id] = fmt.Sprint(p.ID, "-", len(p.Back))
				}
				reference = n[id]
			})
			return reference
		}
	}),
}
