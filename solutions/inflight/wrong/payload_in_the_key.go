package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var payloadInTheKey = solutions.Wrong[New]{
	Name:   "payload-in-the-key",
	Caught: "I15",
	Why:    "The mark is for key and payload together: another payload under a key that is in flight is charged beside it.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(newBook(), b, func(req payments.Request) any { return req }))
	},
}
