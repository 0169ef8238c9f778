package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var nothingToCancel = solutions.Wrong[New]{
	Name:   "nothing-to-cancel",
	Caught: "N6",
	Why:    "An order that does not exist is as good as cancelled: 200.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			if _, ok := b.read(id); !ok && to == orders.Cancelled {
				return orders.Record{Order: orders.Order{ID: id, Status: to}}.Show()
			}
			return right(r, id, to)
		}
	}),
}
