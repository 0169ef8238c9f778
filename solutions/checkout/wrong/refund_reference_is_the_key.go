package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refundReferenceIsTheKey = solutions.Wrong[New]{
	Name: "refund-reference-is-the-key", Caught: "C41",
	Why: "A refund's key is given to the bank as its reference: equal keys of two customers are one refund there.",
	New: but(func(s *shop.Shop) {
		s.RefundReference = func(w shop.Wish, _ string, _ *shop.Payment) string { return w.Key }
	}),
}
