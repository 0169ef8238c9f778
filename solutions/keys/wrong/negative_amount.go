package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var negativeAmount = solutions.Wrong[New]{
	Name:   "negative-amount",
	Caught: "K7",
	Why:    "Only a missing amount is refused and a negative one is not: a charge of -100 pays the customer.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(decodeBy(func(data []byte) (payments.Request, error) {
			req, err := payments.Parse(data)
			if err == nil && req.Amount == 0 {
				err = payments.ValidAmount(req.Amount)
			}
			if err == nil {
				err = payments.ValidCurrency(req.Currency)
			}
			return req, err
		}), payOnce(b, byScope))
	},
}
