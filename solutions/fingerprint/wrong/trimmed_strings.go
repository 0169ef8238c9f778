package wrong

import (
	"context"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var trimmedStrings = solutions.Wrong[New]{
	Name:   "trimmed-strings",
	Caught: "F6",
	Why:    "Strings are trimmed before they are compared: a space at an end does not count.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byTree(func(v any) any {
			if t, ok := v.(string); ok {
				return strings.TrimSpace(t)
			}
			return v
		})))
	},
}
