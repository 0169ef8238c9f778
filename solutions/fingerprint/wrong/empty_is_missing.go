package wrong

import (
	"context"
	"maps"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var emptyIsMissing = solutions.Wrong[New]{
	Name:   "empty-is-missing",
	Caught: "F6",
	Why:    "A struct with omitempty is what is hashed: an empty memo is none.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byTree(func(v any) any {
			if m, ok := v.(map[string]any); ok {
				maps.DeleteFunc(m, func(_ string, x any) bool { return x == "" })
			}
			return v
		})))
	},
}
