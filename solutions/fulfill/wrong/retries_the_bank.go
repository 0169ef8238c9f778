package wrong

import (
	"context"
	"errors"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var retriesTheBank = solutions.Wrong[New]{
	Name:   "retries-the-bank",
	Caught: "N18",
	Why:    "The refund is tried up to three times, unless it is refused: the first may have gone through.",
	New: with(func(b *book, e orders.Effects) handler {
		return b.right(orders.Effects{Shipper: e.Shipper, Refunder: stubborn{e.Refunder}})
	}),
}

type stubborn struct{ bank.Refunder }

func (s stubborn) Refund(ctx context.Context, r bank.Refund) (receipt bank.Receipt, err error) {
	for range 3 {
		receipt, err = s.Refunder.Refund(ctx, r)
		if err == nil || errors.Is(err, bank.ErrRefused) {
			break
		}
	}
	return receipt, err
}
