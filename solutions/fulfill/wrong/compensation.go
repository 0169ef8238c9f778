package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var compensation = solutions.Wrong[New]{
	Name:   "compensation",
	Caught: "N17",
	Why:    "When the warehouse gives no definite answer the money is sent back at once, to be fair: the parcel may have left.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			a := right(r, id, to)
			if a.Status == http.StatusBadGateway && to == orders.Fulfilled {
				if rec, ok := b.read(id); ok {
					_ = e.Run(lasting(r), rec.Order, orders.Cancelled)
				}
			}
			return a
		}
	}),
}
