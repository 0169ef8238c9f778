package wrong

import (
	"context"
	"encoding/json"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var reEncoded = solutions.Wrong[New]{
	Name:   "re-encoded",
	Caught: "P11",
	Why:    "Payloads are compared after decoding and encoding them again: every number has become a float64 on the way, and two that differ in the last digit are equal.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			var v any
			_ = json.Unmarshal(req.Body, &v)
			return hashOf(v)
		}))
	},
}
