package wrong

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var halfAnOrder = solutions.Wrong[New]{
	Name:   "half-an-order",
	Caught: "F34",
	Why:    "What has arrived of a body that breaks off is taken for all of it, if braces can be added.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {

		whole := serve(makeOnce(s, window, byIdentity))
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			data, err := io.ReadAll(r.Body)
			for _, end := range []string{`}`, `}]}`, `"A-1","quantity":1}]}`, `[{"sku":"A-1","quantity":1}]}`} {
				if err != nil && json.Valid(append(bytes.Clone(data), end...)) {
					data = append(data, end...)
					break
				}
			}
			r.Body = io.NopCloser(bytes.NewReader(data))
			whole.ServeHTTP(w, r)
		})
	},
}
