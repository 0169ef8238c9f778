package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var joinedWithColon = solutions.Wrong[New]{
	Name:   "joined-with-colon",
	Caught: "I20",
	Why:    "Caller and key are joined to one string: caller a:b with key c is caller a with key b:c.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(newBook(), b, func(req payments.Request) any { return req.Caller + ":" + req.Key }))
	},
}
