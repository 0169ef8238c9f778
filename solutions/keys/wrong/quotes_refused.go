package wrong

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var quotesRefused = solutions.Wrong[New]{
	Name:   "quotes-refused",
	Caught: "K13",
	Why:    "A key in quotes is refused, though the draft's own examples have them.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(keyBy(func(r *http.Request) (string, error) {
			if strings.Contains(r.Header.Get("Idempotency-Key"), `"`) {
				return "", errors.New("Idempotency-Key has quotes")
			}
			return payments.Key(r)
		}), payOnce(b, byScope))
	},
}
