package wrong

import (
	"crypto/rand"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var lastReferenceOnly = solutions.Wrong[New]{
	Name: "last-reference-only", Caught: "C44",
	Why: "A payment remembers the reference of its last refund only: when two are in doubt, the first one is asked for again under a new one.",
	New: but(func(s *shop.Shop) {
		type last struct{ wish, reference string }
		lasts := map[*shop.Payment]last{}
		s.RefundReference = func(w shop.Wish, id string, p *shop.Payment) (reference string) {
			s.Locked(func() {
				if l, ok := lasts[p]; !ok || l.wish != id {
					lasts[p] = last{id, rand.Text()}
				}
				reference = lasts[p].reference
			})
			return reference
		}
	}),
}
