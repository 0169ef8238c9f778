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

var strictJson = solutions.Wrong[New]{
	Name:   "strict-json",
	Caught: "F1",
	Why:    "Members that the handler does not know are refused, where the order was to be taken and they were to count.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (reservations.Order, error) {
			d := json.NewDecoder(bytes.NewReader(data))
			d.DisallowUnknownFields()
			var req struct {
				Ref   any                 `json:"ref"`
				Items []reservations.Item `json:"items"`
			}
			if err := d.Decode(&req); err != nil {
				return reservations.Order{}, err
			}
			return reservations.Decode(data)
		}), makeOnce(s, window, byIdentity))
	},
}
