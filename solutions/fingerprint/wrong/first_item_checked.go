package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var firstItemChecked = solutions.Wrong[New]{
	Name:   "first-item-checked",
	Caught: "F12",
	Why:    "Only the first item is looked at.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (reservations.Order, error) {
			o, err := reservations.Decode(data)
			if err != nil && len(o.Items) > 0 {
				err = reservations.Valid(o.Items[:1])
			}
			return o, err
		}), makeOnce(s, window, byIdentity))
	},
}
