package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var callerCut = solutions.Wrong[New]{
	Name:   "caller-cut",
	Caught: "K14",
	Why:    "Callers are kept in a column of 64 bytes: two whose ids begin alike see each other's payments.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any {
			return payments.Scope{Caller: req.Caller[:min(len(req.Caller), 64)], Key: req.Key}
		}))
	},
}
