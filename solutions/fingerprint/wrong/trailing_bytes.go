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

var trailingBytes = solutions.Wrong[New]{
	Name:   "trailing-bytes",
	Caught: "F12",
	Why:    "A decoder reads the first JSON value and does not look behind it.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (reservations.Order, error) {
			var first json.RawMessage
			if err := json.NewDecoder(bytes.NewReader(data)).Decode(&first); err != nil {
				return reservations.Order{}, err
			}
			return reservations.Decode(first)
		}), makeOnce(s, window, byIdentity))
	},
}
