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
	Caught: "K14",
	Why:    "Caller and key are joined with a colon: caller \"a:b\" with key \"c\" is caller \"a\" with key \"b:c\".",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any { return req.Caller + ":" + req.Key }))
	},
}
