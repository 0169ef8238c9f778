package wrong

import (
	"context"
	"encoding/json"
	"io"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var trailingBytes = solutions.Wrong[New]{
	Name:   "trailing-bytes",
	Caught: "I7",
	Why:    "Only the first JSON value of the body is read: what follows it is not noticed.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		return serveWith(func(w http.ResponseWriter, r *http.Request) (payments.Request, bool) {
			return payments.ReadWith(w, r, payments.Key, firstValue)
		}, payOnce(newBook(), b, byScope))
	},
}

func firstValue(body io.Reader) (req payments.Request, err error) {
	if err := json.NewDecoder(body).Decode(&req); err != nil {
		return req, err
	}
	return req, req.Valid()
}
