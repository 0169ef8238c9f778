package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

// everywhere is where all servers keep their orders. It holds the names of orders that are not paid any more.
var everywhere sync.Map

var oneForAll = solutions.Wrong[New]{
	Name:   "one-for-all",
	Shared: true,
	Caught: "N23",
	Why:    "What has been done is kept in a variable of the package: two servers with orders of the same ids disturb each other.",
	New: func(_ context.Context, os []orders.Order, s warehouse.Shipper, r bank.Refunder) http.Handler {
		e := orders.Effects{Shipper: s, Refunder: r}
		for _, o := range os {
			everywhere.LoadOrStore(o.ID, &book{records: orders.Records([]orders.Order{o})})
		}
		return orders.Mux(func(r *http.Request, id, to string) orders.Answer {
			b, ok := everywhere.Load(id)
			if !ok {
				return orders.NotFound
			}
			return b.(*book).right(e)(r, id, to)
		})
	},
}
