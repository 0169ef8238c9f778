package wrong

import (
	"context"
	"net/http"
	"path"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var keyAsPath = solutions.Wrong[New]{
	Name:   "key-as-path",
	Caught: "K5",
	Why:    "The key is cleaned as if it were the path of a file: \"k/\" and \"./k\" become one payment.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any {
			return payments.Scope{Caller: req.Caller, Key: path.Clean(req.Key)}
		}))
	},
}
