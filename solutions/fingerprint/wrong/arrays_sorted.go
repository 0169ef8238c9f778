package wrong

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var arraysSorted = solutions.Wrong[New]{
	Name:   "arrays-sorted",
	Caught: "F6",
	Why:    "Arrays are sorted too, as names are: what comes in another order is the same.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byTree(func(v any) any {
			if a, ok := v.([]any); ok {
				slices.SortFunc(a, func(x, y any) int {
					p, _ := json.Marshal(x)
					q, _ := json.Marshal(y)
					return bytes.Compare(p, q)
				})
			}
			return v
		})))
	},
}
