package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var cancelAgainIsAConflict = solutions.Wrong[New]{
	Name:   "cancel-again-is-a-conflict",
	Caught: "N3",
	Why:    "Only a paid order can be cancelled, so that the retry of a lost answer is told 409 as if it had failed.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			rec, ok := b.read(id)
			if ok && to == orders.Cancelled && rec.Status != orders.Paid {
				return rec.Answer(orders.Paid)
			}
			return right(r, id, to)
		}
	}),
}
