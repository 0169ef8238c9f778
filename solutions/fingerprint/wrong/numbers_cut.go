package wrong

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var numbersCut = solutions.Wrong[New]{
	Name:   "numbers-cut",
	Caught: "F7",
	Why:    "A number is an integer or is made one: what stands behind the point is lost.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byTree(func(v any) any {
			if n, ok := v.(json.Number); ok {
				whole, _, _ := strings.Cut(n.String(), ".")
				return whole + "#"
			}
			return v
		})))
	},
}
