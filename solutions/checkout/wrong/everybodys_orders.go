package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var everybodysOrders = solutions.Wrong[New]{
	Name: "everybodys-orders", Caught: "C24",
	Why: "Whoever knows an order's id may see, pay and ship it.",
	New: but(func(s *shop.Shop) {
		right := s.FindOrder
		s.FindOrder = func(caller, id string) (*shop.Order, bool) {
			o, _ := right(caller, id)
			return o, o != nil
		}
	}),
}
