package wrong

import (
	"context"
	"maps"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var nullIsMissing = solutions.Wrong[New]{
	Name:   "null-is-missing",
	Caught: "P10",
	Why:    "Canonical goes too far: members that are null are dropped, as if they had not been sent.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			return hashOf(mapped(decoded(req.Body), func(v any) any {
				if m, ok := v.(map[string]any); ok {
					maps.DeleteFunc(m, func(_ string, e any) bool { return e == nil })
				}
				return v
			}))
		}))
	},
}
