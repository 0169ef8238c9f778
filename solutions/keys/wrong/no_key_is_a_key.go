package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var noKeyIsAKey = solutions.Wrong[New]{
	Name:   "no-key-is-a-key",
	Caught: "K6",
	Why:    "No key counts as an empty key: all requests without one are taken for retries of the first.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(keyBy(func(r *http.Request) (string, error) {
			if r.Header.Get("Idempotency-Key") == "" {
				return "", nil
			}
			return payments.Key(r)
		}), payOnce(b, byScope))
	},
}
