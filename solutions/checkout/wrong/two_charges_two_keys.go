package wrong

import (
	"context"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var twoChargesTwoKeys = solutions.Wrong[New]{
	Name: "two-charges-two-keys", Caught: "C6",
	Why: "Each key may pay the order once: nobody looks whether it is pending.",
	New: but(func(s *shop.Shop) {
		s.Pay = func(ctx context.Context, _ shop.Wish, id string, o *shop.Order) shop.Answer {
			receipt, err := s.Bank.Charge(context.WithoutCancel(ctx), bank.Charge{Amount: o.Amount, Currency: o.Currency, Reference: id})
			if err != nil {
				return shop.Failed(err)
			}
			return s.Paid(o, receipt)
		}
	}),
}
