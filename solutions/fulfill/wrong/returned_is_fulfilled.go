package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var returnedIsFulfilled = solutions.Wrong[New]{
	Name:   "returned-is-fulfilled",
	Caught: "N5",
	Why:    "An order that has come back is said to be fulfilled: it was, once.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			if rec, ok := b.read(id); ok && rec.Status == "returned" && to == orders.Fulfilled {
				rec.Status = orders.Fulfilled
				return rec.Show()
			}
			return right(r, id, to)
		}
	}),
}
