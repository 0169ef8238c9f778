package alternatives

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var asksAgainItself = solutions.Alternative[New]{
	Name:     "asks-again-itself",
	Tradeoff: "the server ends most doubts before it answers, by asking the bank again with the same reference; the client waits longer, and after some attempts has to be told 502 all the same",
	New: func(_ context.Context, b shop.Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
		return shop.New(patient{b}, s, ttl).Handler()
	},
}

// A patient bank is asked up to three times, which its references make safe.
type patient struct{ shop.Bank }

// Charge implements bank.Charger.
func (p patient) Charge(ctx context.Context, c bank.Charge) (r bank.Receipt, err error) {
	return p.ask(func() (bank.Receipt, error) { return p.Bank.Charge(ctx, c) })
}

// Refund implements bank.Refunder.
func (p patient) Refund(ctx context.Context, c bank.Refund) (bank.Receipt, error) {
	return p.ask(func() (bank.Receipt, error) { return p.Bank.Refund(ctx, c) })
}

func (p patient) ask(f func() (bank.Receipt, error)) (r bank.Receipt, err error) {
	for i := range 3 {
		time.Sleep(time.Duration(i) * 100 * time.Millisecond)
		r, err = f()
		if err == nil || shop.Failed(err).Status == http.StatusPaymentRequired {
			break
		}
	}
	return r, err
}
