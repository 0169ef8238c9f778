package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var callerInLowerCase = solutions.Wrong[New]{
	Name:   "caller-in-lower-case",
	Caught: "K14",
	Why:    "The caller is folded to lower case: \"ANN\" is sent the payment of \"ann\".",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any {
			return payments.Scope{Caller: strings.ToLower(req.Caller), Key: req.Key}
		}))
	},
}
