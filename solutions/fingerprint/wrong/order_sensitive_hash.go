package wrong

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var orderSensitiveHash = solutions.Wrong[New]{
	Name:   "order-sensitive-hash",
	Caught: "F4",
	Why:    "The seed encodes the body again with its members in the order in which they came: the same order from another client is another one.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			var out bytes.Buffer
			_ = json.Compact(&out, o.Body)
			return out.Bytes()
		})))
	},
}
