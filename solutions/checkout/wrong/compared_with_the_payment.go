package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var comparedWithThePayment = solutions.Wrong[New]{
	Name: "compared-with-the-payment", Caught: "C34",
	Why: "A refund is compared with what was paid, not with what is left.",
	New: but(func(s *shop.Shop) {
		s.Refund = func(ctx context.Context, w shop.Wish, id string, p *shop.Payment, amount int64) shop.Answer {
			if amount > p.Amount {
				return shop.TooMuch
			}
			receipt, err := s.Bank.Refund(context.WithoutCancel(ctx), bank.Refund{Charge: p.ID, Amount: amount, Reference: id})
			if err != nil {
				return shop.Failed(err)
			}
			s.Locked(func() { p.Back[id] = amount })
			return shop.Success(http.StatusCreated, shop.Refund{ID: receipt.ID, Payment: p.ID, Amount: amount})
		}
	}),
}
