package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var refundErrorFrees = solutions.Wrong[New]{
	Name:   "refund-error-frees",
	Caught: "N18",
	Why:    "After any error of the bank the order is paid again, also when the money may be on its way back.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			a := right(r, id, to)
			if a.Status == http.StatusBadGateway && to == orders.Cancelled {
				b.set(id, orders.Paid)
			}
			return a
		}
	}),
}
