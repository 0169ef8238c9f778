package wrong

import (
	"context"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var panicKeepsTheClaim = solutions.Wrong[New]{
	Name: "panic-keeps-the-claim", Caught: "C27",
	Why: "The claim on the order is given back at the end of the function, but not when the bank's client panics: from then on the order is busy.",
	New: but(func(s *shop.Shop) {
		s.Pay = func(ctx context.Context, w shop.Wish, id string, o *shop.Order) shop.Answer {
			if !s.Claim(o) {
				return shop.WrongState
			}
			a := shop.WrongState
			if s.Status(o) == "pending" {
				receipt, err := s.Bank.Charge(context.WithoutCancel(ctx), bank.Charge{Amount: o.Amount, Currency: o.Currency, Reference: o.ID})
				if err != nil {
					a = shop.Failed(err)
				} else {
					a = s.Paid(o, receipt)
				}
			}
			s.Free(o)
			return a
		}
	}),
}
