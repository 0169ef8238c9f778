package wrong

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var keyAsNumber = solutions.Wrong[New]{
	Name:   "key-as-number",
	Caught: "K5",
	Why:    "A key that looks like a number is stored as one: \"1e3\" and \"1000\" become one payment.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any {
			if n, err := strconv.ParseFloat(req.Key, 64); err == nil {
				return payments.Scope{Caller: req.Caller, Key: fmt.Sprint(n)}
			}
			return req.Scope()
		}))
	},
}
