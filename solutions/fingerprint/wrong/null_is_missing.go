package wrong

import (
	"context"
	"maps"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var nullIsMissing = solutions.Wrong[New]{
	Name:   "null-is-missing",
	Caught: "F6",
	Why:    "Members that are null are left out, as if they were not there.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byTree(func(v any) any {
			if m, ok := v.(map[string]any); ok {
				maps.DeleteFunc(m, func(_ string, x any) bool { return x == nil })
			}
			return v
		})))
	},
}
