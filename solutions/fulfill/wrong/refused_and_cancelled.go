package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var refusedAndCancelled = solutions.Wrong[New]{
	Name:   "refused-and-cancelled",
	Caught: "N16",
	Why:    "The order is cancelled whatever the bank says: after a refused refund the customer has neither goods nor money.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			a := right(r, id, to)
			if a.Status == http.StatusPaymentRequired {
				b.set(id, orders.Cancelled)
			}
			return a
		}
	}),
}
