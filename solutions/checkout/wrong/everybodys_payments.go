package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var everybodysPayments = solutions.Wrong[New]{
	Name: "everybodys-payments", Caught: "C41",
	Why: "Whoever knows a payment's id may have it refunded.",
	New: but(func(s *shop.Shop) {
		right := s.FindPayment
		s.FindPayment = func(caller, id string) (*shop.Payment, bool) {
			p, _ := right(caller, id)
			return p, p != nil
		}
	}),
}
