package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var everyErrorIsFinal = solutions.Wrong[New]{
	Name:   "every-error-is-final",
	Caught: "N15",
	Why:    "A refused shipment is treated like one of unknown outcome: 502, and the order is stuck.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			a := right(r, id, to)
			if a.Status == http.StatusUnprocessableEntity {
				b.set(id, orders.Busy)
				return orders.Unknown
			}
			return a
		}
	}),
}
