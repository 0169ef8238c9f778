package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var noLengthLimit = solutions.Wrong[New]{
	Name:   "no-length-limit",
	Caught: "I19",
	Why:    "A key of any length is taken and kept: clients choose how much memory the server spends.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		return serveWith(func(w http.ResponseWriter, r *http.Request) (payments.Request, bool) {
			return payments.ReadWith(w, r, anyLength, payments.Body)
		}, payOnce(newBook(), b, byScope))
	},
}

func anyLength(r *http.Request) (string, error) {
	if k := r.Header.Get("Idempotency-Key"); len(k) > 255 {
		return k, nil
	}
	return payments.Key(r)
}
