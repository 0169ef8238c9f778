package wrong

import (
	"context"
	"encoding/json"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var decodedNumbers = solutions.Wrong[New]{
	Name:   "decoded-numbers",
	Caught: "P11",
	Why:    "Unknown members are decoded into any, and their numbers into float64: references of twenty digits are rounded before they are compared.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			var v map[string]any
			_ = json.Unmarshal(req.Body, &v)
			v["amount"] = req.Transfer.Amount // exact: it was decoded into an int64
			return hashOf(v)
		}))
	},
}
