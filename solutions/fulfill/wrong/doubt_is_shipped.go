package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var doubtIsShipped = solutions.Wrong[New]{
	Name:   "doubt-is-shipped",
	Caught: "N18",
	Why:    "An order whose refund may have gone can still be fulfilled: the customer has the goods and the money.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var doubtful sync.Map
		return func(r *http.Request, id, to string) orders.Answer {
			if _, ok := doubtful.LoadAndDelete(id); ok && to == orders.Fulfilled {
				b.set(id, orders.Paid)
			}
			a := right(r, id, to)
			if a.Status == http.StatusBadGateway && to == orders.Cancelled {
				doubtful.Store(id, true)
			}
			return a
		}
	}),
}
