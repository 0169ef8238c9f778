package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var keyWithoutBlanks = solutions.Wrong[New]{
	Name:   "key-without-blanks",
	Caught: "K5",
	Why:    "Blanks inside of the key are removed, which makes one key of two.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any {
			return payments.Scope{Caller: req.Caller, Key: strings.Join(strings.Fields(req.Key), "")}
		}))
	},
}
