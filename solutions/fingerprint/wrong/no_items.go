package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var noItems = solutions.Wrong[New]{
	Name:   "no-items",
	Caught: "F12",
	Why:    "An order without items is taken: a loop over none of them finds nothing wrong.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (reservations.Order, error) {
			o, err := reservations.Decode(data)
			if err != nil && o.Canonical != nil && o.Canonical[0] == '{' && len(o.Items) == 0 {
				err = nil
			}
			return o, err
		}), makeOnce(s, window, byIdentity))
	},
}
