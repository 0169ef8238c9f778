package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var doubtIsSuccess = solutions.Wrong[New]{
	Name:   "doubt-is-success",
	Caught: "N18",
	Why:    "A refund of unknown outcome will have gone through: the order is said to be cancelled.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			a := right(r, id, to)
			if a.Status == http.StatusBadGateway && to == orders.Cancelled {
				b.set(id, orders.Cancelled)
				rec, _ := b.read(id)
				return rec.Show()
			}
			return a
		}
	}),
}
