package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var anyCurrency = solutions.Wrong[New]{
	Name:   "any-currency",
	Caught: "K7",
	Why:    "The currency is checked for its length only: the bank is asked for \"U5D\".",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(decodeBy(func(data []byte) (payments.Request, error) {
			req, err := payments.Parse(data)
			if err == nil && len(req.Currency) != 3 {
				err = payments.ValidCurrency(req.Currency)
			}
			if err == nil {
				err = payments.ValidAmount(req.Amount)
			}
			return req, err
		}), payOnce(b, byScope))
	},
}
