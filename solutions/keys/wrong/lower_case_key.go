package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lowerCaseKey = solutions.Wrong[New]{
	Name:   "lower-case-key",
	Caught: "K5",
	Why:    "The key is folded to lower case: two keys that differ in case only become one payment.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any {
			return payments.Scope{Caller: req.Caller, Key: strings.ToLower(req.Key)}
		}))
	},
}
