package wrong

import (
	"fmt"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refundReferenceFromTheKey = solutions.Wrong[New]{
	Name: "refund-reference-from-the-key", Caught: "C36",
	Why: "The refund's reference is made of caller, path and key: when the key has expired and means another refund, the bank takes it for the first one, and no money moves.",
	New: but(func(s *shop.Shop) {
		s.RefundReference = func(w shop.Wish, _ string, _ *shop.Payment) string {
			return fmt.Sprintf("%q", []string{w.Caller, w.Path, w.Key})
		}
	}),
}
