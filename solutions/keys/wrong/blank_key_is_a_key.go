package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var blankKeyIsAKey = solutions.Wrong[New]{
	Name:   "blank-key-is-a-key",
	Caught: "K6",
	Why:    "Only a missing header is refused and a blank one is not: every client whose key got lost on the way shares the empty key.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(keyBy(func(r *http.Request) (string, error) {
			if blank := r.Header["Idempotency-Key"]; len(blank) > 0 && blank[0] == "" {
				return "", nil
			}
			return payments.Key(r)
		}), payOnce(b, byScope))
	},
}
