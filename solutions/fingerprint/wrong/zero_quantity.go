package wrong

import (
	"context"
	"net/http"
	"slices"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var zeroQuantity = solutions.Wrong[New]{
	Name:   "zero-quantity",
	Caught: "F12",
	Why:    "A quantity that is missing is 0, and 0 is taken.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (reservations.Order, error) {
			o, err := reservations.Decode(data)
			if err != nil && len(o.Items) > 0 && !slices.ContainsFunc(o.Items, func(it reservations.Item) bool { return it.SKU == "" || it.Quantity < 0 }) {
				err = nil
			}
			return o, err
		}), makeOnce(s, window, byIdentity))
	},
}
