package wrong

import (
	"fmt"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refundReferenceOfWhatIsLeft = solutions.Wrong[New]{
	Name: "refund-reference-of-what-is-left", Caught: "C43",
	Why: "A refund's reference is made of its payment, its key and how much others have left of the payment, so that the key's next life has another one: a retry in doubt has another one too, when there was another refund meanwhile.",
	New: but(func(s *shop.Shop) {
		mine := map[string]string{}
		s.RefundReference = func(w shop.Wish, id string, p *shop.Payment) (reference string) {
			s.Locked(func() {
				reference = fmt.Sprintf("%s %q %d", p.ID, w.Key, p.Left()+p.Back[mine[id]])
				mine[id] = reference
			})
			return reference
		}
	}),
}
