package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var doubtIsRefunded = solutions.Wrong[New]{
	Name:   "doubt-is-refunded",
	Caught: "N17",
	Why:    "An order whose shipment may have left can be cancelled, to be fair to the customer.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var doubtful sync.Map
		return func(r *http.Request, id, to string) orders.Answer {
			if _, ok := doubtful.Load(id); ok && to == orders.Cancelled {
				b.set(id, orders.Paid)
			}
			a := right(r, id, to)
			if a.Status == http.StatusBadGateway {
				doubtful.Store(id, true)
			}
			return a
		}
	}),
}
