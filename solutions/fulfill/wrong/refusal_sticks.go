package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var refusalSticks = solutions.Wrong[New]{
	Name:   "refusal-sticks",
	Caught: "N15",
	Why:    "A refused shipment is remembered like any other answer: the order is never shipped.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var refused sync.Map
		return func(r *http.Request, id, to string) orders.Answer {
			if a, ok := refused.Load(id); ok && to == orders.Fulfilled {
				return a.(orders.Answer)
			}
			a := right(r, id, to)
			if a.Status == http.StatusUnprocessableEntity {
				refused.Store(id, a)
			}
			return a
		}
	}),
}
