package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var truncatedKey = solutions.Wrong[New]{
	Name:   "truncated-key",
	Caught: "K5",
	Why:    "Only the first 64 bytes of a key are compared, as if the column were that wide: long keys that differ at their end become one payment.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any {
			return payments.Scope{Caller: req.Caller, Key: req.Key[:min(64, len(req.Key))]}
		}))
	},
}
