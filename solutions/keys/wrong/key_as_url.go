package wrong

import (
	"context"
	"net/http"
	"net/url"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var keyAsUrl = solutions.Wrong[New]{
	Name:   "key-as-url",
	Caught: "K5",
	Why:    "The key is unescaped as if it were part of a URL: \"k%2D1\" and \"k-1\" become one payment.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any {
			key, err := url.PathUnescape(req.Key)
			if err != nil {
				key = req.Key
			}
			return payments.Scope{Caller: req.Caller, Key: key}
		}))
	},
}
