package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var bodyIsTheKey = solutions.Wrong[New]{
	Name:   "body-is-the-key",
	Caught: "K4",
	Why:    "A payment is recognised by its body and the key is ignored: whoever buys the same thing twice gets it once.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		type content struct {
			caller   string
			amount   int64
			currency string
		}
		return serve(payOnce(b, func(req payments.Request) any {
			return content{req.Caller, req.Amount, req.Currency}
		}))
	},
}
