package wrong

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var setsForArrays = solutions.Wrong[New]{
	Name:   "sets-for-arrays",
	Caught: "F6",
	Why:    "An element that stands twice in an array counts once: two lines of one article are one.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byTree(func(v any) any {
			a, ok := v.([]any)
			if !ok {
				return v
			}
			var out []any
			for _, x := range a {
				if !slices.ContainsFunc(out, func(y any) bool { return fmt.Sprintf("%#v", x) == fmt.Sprintf("%#v", y) }) {
					out = append(out, x)
				}
			}
			return out
		})))
	},
}
