package wrong

import (
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var amountAsFloat = solutions.Wrong[New]{
	Name: "amount-as-float", Caught: "C1",
	Why: "An amount is decoded as a floating-point number: beyond 2^53 another amount is charged.",
	New: but(func(s *shop.Shop) {
		s.ReadOrder = func(body []byte) (shop.OrderRequest, error) {
			req, err := shop.ReadOrder(body)
			req.Amount = int64(float64(req.Amount))
			return req, err
		}
	}),
}
