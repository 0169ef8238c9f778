package wrong

import (
	"context"
	"encoding/json"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var scopeAsJson = solutions.Wrong[New]{
	Name:   "scope-as-json",
	Caught: "K5",
	Why:    "Caller and key are joined by json.Marshal, which writes U+FFFD for each byte that is not UTF-8: keys in Latin-1 that differ in an accent are one key.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serve(payOnce(b, func(req payments.Request) any {
			id, _ := json.Marshal([]string{req.Caller, req.Key})
			return string(id)
		}))
	},
}
