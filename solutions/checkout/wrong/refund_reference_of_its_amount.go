package wrong

import (
	"context"
	"fmt"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refundReferenceOfItsAmount = solutions.Wrong[New]{
	Name: "refund-reference-of-its-amount", Caught: "C39",
	Why: "A refund's reference is the payment's id, the amount, and how many refunds were done so far: two of one amount at once are one at the bank, and both are told that it was theirs.",
	New: but(func(s *shop.Shop) {
		done, references := map[*shop.Payment]int{}, map[string]string{}
		s.RefundReference = func(w shop.Wish, id string, p *shop.Payment) (reference string) {
			s.Locked(func() {
				if references[id] == "" {
					references[id] = fmt.Sprintf("%s %s %d", p.ID, w.Body, done[p])
				}
				reference = references[id]
			})
			return reference
		}
		right := s.Refund
		s.Refund = func(ctx context.Context, w shop.Wish, id string, p *shop.Payment, amount int64) shop.Answer {
			a := right(ctx, w, id, p, amount)
			if a.Status == http.StatusCreated {
				s.Locked(func() { done[p]++ })
			}
			return a
		}
	}),
}
