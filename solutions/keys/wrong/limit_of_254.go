package wrong

import (
	"context"
	"errors"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var limitOf254 = solutions.Wrong[New]{
	Name:   "limit-of-254",
	Caught: "K13",
	Why:    "The limit is off by one: a key of 255 bytes is refused.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(keyBy(func(r *http.Request) (string, error) {
			if len(r.Header.Get("Idempotency-Key")) >= 255 {
				return "", errors.New("Idempotency-Key is too long")
			}
			return payments.Key(r)
		}), payOnce(b, byScope))
	},
}
