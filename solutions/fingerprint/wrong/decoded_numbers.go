package wrong

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var decodedNumbers = solutions.Wrong[New]{
	Name:   "decoded-numbers",
	Caught: "F7",
	Why:    "The body is decoded without UseNumber: numbers are float64, and two that it can not tell apart are one.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (reservations.Order, error) {
			o, err := reservations.Decode(data)
			if err != nil {
				return o, err
			}
			var v any
			if json.Unmarshal(data, &v) == nil {
				o.Canonical, _ = json.Marshal(v)
			}
			return o, nil
		}), makeOnce(s, window, byIdentity))
	},
}
