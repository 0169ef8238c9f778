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

var itemsAddedUp = solutions.Wrong[New]{
	Name:   "items-added-up",
	Caught: "F1",
	Why:    "Items of one article are added up before they are reserved: the warehouse gets another list than was asked for.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serveWith(decodeBy(func(data []byte) (reservations.Order, error) {
			o, err := reservations.Decode(data)
			var items []reservations.Item
			for _, it := range o.Items {
				i := slices.IndexFunc(items, func(x reservations.Item) bool { return x.SKU == it.SKU })
				if i < 0 {
					items = append(items, it)
				} else {
					items[i].Quantity += it.Quantity
				}
			}
			o.Items = items
			return o, err
		}), makeOnce(s, window, byIdentity))
	},
}
