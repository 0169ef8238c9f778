package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var statusNotLookedAt = solutions.Wrong[New]{
	Name: "status-not-looked-at", Caught: "C6",
	Why: "The bank is trusted to take an order's money once, and the order's status is not looked at: another key is told 201 instead of 409.",
	New: but(func(s *shop.Shop) {
		s.Pay = func(ctx context.Context, _ shop.Wish, _ string, o *shop.Order) shop.Answer {
			receipt, err := s.Bank.Charge(context.WithoutCancel(ctx), bank.Charge{Amount: o.Amount, Currency: o.Currency, Reference: o.ID})
			if err != nil {
				return shop.Failed(err)
			}
			if s.Status(o) != "pending" {
				return shop.Success(http.StatusCreated, o.Payment)
			}
			return s.Paid(o, receipt)
		}
	}),
}
