package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var everyErrorFrees = solutions.Wrong[New]{
	Name:   "every-error-frees",
	Caught: "N17",
	Why:    "After any error the order is paid again, also when the parcel may have left: the retry ships another one.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			a := right(r, id, to)
			if a.Status == http.StatusBadGateway && to == orders.Fulfilled {
				b.set(id, orders.Paid)
			}
			return a
		}
	}),
}
