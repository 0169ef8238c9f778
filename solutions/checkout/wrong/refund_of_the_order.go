package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var refundOfTheOrder = solutions.Wrong[New]{
	Name: "refund-of-the-order", Caught: "C34",
	Why: "The bank is asked to refund the order's id instead of the receipt's.",
	New: but(func(s *shop.Shop) {
		s.Refund = func(ctx context.Context, _ shop.Wish, id string, p *shop.Payment, amount int64) shop.Answer {
			if !s.SetAside(p, id, amount) {
				return shop.TooMuch
			}
			receipt, err := s.Bank.Refund(context.WithoutCancel(ctx), bank.Refund{Charge: p.Order, Amount: amount, Reference: id})
			if err != nil {
				return shop.Failed(err)
			}
			return shop.Success(http.StatusCreated, shop.Refund{ID: receipt.ID, Payment: p.ID, Amount: amount})
		}
	}),
}
