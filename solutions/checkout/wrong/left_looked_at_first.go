package wrong

import (
	"context"
	"errors"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var leftLookedAtFirst = solutions.Wrong[New]{
	Name: "left-looked-at-first", Caught: "C39",
	Why: "What is left is looked at before the bank is asked, and the amount is taken off after it: two refunds at once both find enough.",
	New: but(func(s *shop.Shop) {
		s.Refund = func(ctx context.Context, w shop.Wish, id string, p *shop.Payment, amount int64) shop.Answer {
			enough := false
			s.Locked(func() {
				_, mine := p.Back[id]
				enough = mine || amount <= p.Left()
			})
			if !enough {
				return shop.TooMuch
			}
			receipt, err := s.Bank.Refund(context.WithoutCancel(ctx), bank.Refund{Charge: p.ID, Amount: amount, Reference: id})
			if errors.Is(err, bank.ErrRefused) {
				return shop.Refused
			}
			s.Locked(func() { p.Back[id] = amount })
			if err != nil {
				return shop.InDoubt
			}
			return shop.Success(http.StatusCreated, shop.Refund{ID: receipt.ID, Payment: p.ID, Amount: amount})
		}
	}),
}
