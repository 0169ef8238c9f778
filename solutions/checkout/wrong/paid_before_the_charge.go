package wrong

import (
	"context"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var paidBeforeTheCharge = solutions.Wrong[New]{
	Name: "paid-before-the-charge", Caught: "C25",
	Why: "The order is marked as paid before the bank is asked, so that nobody else pays it, and stays so when the bank refuses.",
	New: but(func(s *shop.Shop) {
		s.Pay = func(ctx context.Context, _ shop.Wish, _ string, o *shop.Order) shop.Answer {
			first := false
			s.Locked(func() {
				if first = o.Status == "pending"; first {
					o.Status, o.Payment = "paid", &shop.Payment{Amount: o.Amount}
				}
			})
			if !first {
				return shop.WrongState
			}
			receipt, err := s.Bank.Charge(context.WithoutCancel(ctx), bank.Charge{Amount: o.Amount, Currency: o.Currency, Reference: o.ID})
			if err != nil {
				return shop.Failed(err)
			}
			return s.Paid(o, receipt)
		}
	}),
}
