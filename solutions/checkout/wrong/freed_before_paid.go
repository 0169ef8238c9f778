package wrong

import (
	"context"
	"errors"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var freedBeforePaid = solutions.Wrong[New]{
	Name: "freed-before-paid", Caught: "C16",
	Why: "The claim on the order is given back as soon as the bank has answered, and the order is marked as paid after that: a second key gets in between.",
	New: but(func(s *shop.Shop) {
		s.Pay = func(ctx context.Context, _ shop.Wish, _ string, o *shop.Order) shop.Answer {
			receipt, err := func() (bank.Receipt, error) {
				if !s.Claim(o) {
					return bank.Receipt{}, errBusy
				}
				defer s.Free(o)
				if s.Status(o) != "pending" {
					return bank.Receipt{}, errBusy
				}
				return s.Bank.Charge(context.WithoutCancel(ctx), bank.Charge{Amount: o.Amount, Currency: o.Currency, Reference: o.ID})
			}()
			switch {
			case err == errBusy:
				return shop.WrongState
			case err != nil:
				return shop.Failed(err)
			}
			return s.Paid(o, receipt)
		}
	}),
}

var errBusy = errors.New("the order is not pending, or busy")
