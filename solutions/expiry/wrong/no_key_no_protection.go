package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var noKeyNoProtection = solutions.Wrong[New]{
	Name:   "no-key-no-protection",
	Caught: "E6",
	Why:    "A request without a key is paid all the same, unprotected: the client that needs a key most never learns that it lacks one.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		protected := payFrom(newBook(ttl), b)
		optional := func(r *http.Request) (string, error) {
			if r.Header.Get("Idempotency-Key") == "" {
				return "", nil
			}
			return payments.Key(r)
		}
		return serveWith(keyBy(optional), func(ctx context.Context, req payments.Request) payments.Answer {
			if req.Key == "" {
				return charge(ctx, b, req)
			}
			return protected(ctx, req)
		})
	},
}
