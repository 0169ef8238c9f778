package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var callerIgnored = solutions.Wrong[New]{
	Name:   "caller-ignored",
	Caught: "K14",
	Why:    "Records are found by the key alone: whoever uses the same key is sent somebody else's payment.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any { return req.Key }))
	},
}
