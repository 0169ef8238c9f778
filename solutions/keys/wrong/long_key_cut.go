package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var longKeyCut = solutions.Wrong[New]{
	Name:   "long-key-cut",
	Caught: "K13",
	Why:    "A key that is too long is cut to 255 bytes in place of being refused: two long keys become one payment.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(keyBy(func(r *http.Request) (string, error) {
			key := r.Header.Get("Idempotency-Key")
			if len(key) > 255 {
				return key[:255], nil
			}
			return payments.Key(r)
		}), payOnce(b, byScope))
	},
}
