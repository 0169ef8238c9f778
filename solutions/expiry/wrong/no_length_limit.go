package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var noLengthLimit = solutions.Wrong[New]{
	Name:   "no-length-limit",
	Caught: "E23",
	Why:    "Keys may be of any length: the server's memory is the client's to fill.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		return serveWith(keyBy(func(r *http.Request) (string, error) {
			if key := r.Header.Get("Idempotency-Key"); len(key) > 255 {
				return key, nil
			}
			return payments.Key(r)
		}), payFrom(newBook(ttl), b))
	},
}
