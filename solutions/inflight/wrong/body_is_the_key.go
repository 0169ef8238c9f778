package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var bodyIsTheKey = solutions.Wrong[New]{
	Name:   "body-is-the-key",
	Caught: "I4",
	Why:    "Requests are recognised by what they ask for instead of by their key: two payments of the same amount are one.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(newBook(), b, func(req payments.Request) any {
			req.Key = ""
			return req
		}))
	},
}
