package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var timeIgnored = solutions.Wrong[New]{
	Name:   "time-ignored",
	Caught: "F6",
	Why:    "Members that change with each attempt, such as a timestamp or a request's id, are left out: the README says that any difference counts.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byTree(func(v any) any {
			if m, ok := v.(map[string]any); ok {
				for _, name := range []string{"timestamp", "requestId", "nonce"} {
					delete(m, name)
				}
			}
			return v
		})))
	},
}
