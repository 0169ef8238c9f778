package wrong

import (
	"context"
	"encoding/json"
	"math/big"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var roundedTo32Digits = solutions.Wrong[New]{
	Name:   "rounded-to-32-digits",
	Caught: "F7",
	Why:    "Numbers are compared as big.Float of 128 bits: long enough, it is thought.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byTree(func(v any) any {
			if n, ok := v.(json.Number); ok {
				f, _, _ := big.ParseFloat(n.String(), 10, 128, big.ToNearestEven)
				return "#" + f.Text('p', 0)
			}
			return v
		})))
	},
}
