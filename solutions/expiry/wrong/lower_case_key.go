package wrong

import (
	"context"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lowerCaseKey = solutions.Wrong[New]{
	Name:   "lower-case-key",
	Caught: "E5",
	Why:    "The key is folded to lower case: two keys that differ in case only become one payment.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		pay := payFrom(newBook(ttl), b)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			req.Key = strings.ToLower(req.Key)
			return pay(ctx, req)
		})
	},
}
