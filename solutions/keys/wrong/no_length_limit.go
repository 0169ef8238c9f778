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
	Caught: "K13",
	Why:    "Keys may be of any length: the server's memory is the client's to fill.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(keyBy(func(r *http.Request) (string, error) {
			key := r.Header.Get("Idempotency-Key")
			if len(key) > 255 {
				return key, nil
			}
			return payments.Key(r)
		}), payOnce(b, byScope))
	},
}
