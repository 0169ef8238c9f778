package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var quantityAsFloat = solutions.Wrong[New]{
	Name:   "quantity-as-float",
	Caught: "F1",
	Why:    "Quantities pass through a float64: beyond 2^53 another one is reserved.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (reservations.Order, error) {
			o, err := reservations.Decode(data)
			for i, it := range o.Items {
				if q := float64(it.Quantity); q < 1<<62 {
					o.Items[i].Quantity = int(q)
				}
			}
			return o, err
		}), makeOnce(s, window, byIdentity))
	},
}
