package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var amountAsFloat = solutions.Wrong[New]{
	Name:   "amount-as-float",
	Caught: "I1",
	Why:    "The amount goes through a float64, which has no room for all digits of a large one.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		return serveWith(floatRead, payOnce(newBook(), b, byScope))
	},
}

func floatRead(w http.ResponseWriter, r *http.Request) (payments.Request, bool) {
	req, ok := payments.Read(w, r)
	if float64(req.Amount) < 1<<62 {
		req.Amount = int64(float64(req.Amount))
	}
	return req, ok
}
