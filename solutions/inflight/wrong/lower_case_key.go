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
	Caught: "I5",
	Why:    "Keys are folded to lower case: two keys that differ only in that are one.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(newBook(), b, func(req payments.Request) any {
			return payments.Scope{Caller: req.Caller, Key: strings.ToLower(req.Key)}
		}))
	},
}
