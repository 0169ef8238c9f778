package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var cancelledMeanwhile = solutions.Wrong[New]{
	Name:   "cancelled-meanwhile",
	Caught: "N11",
	Why:    "An order that is being shipped is said to be cancelled, and is not.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			rec, ok := b.read(id)
			if ok && rec.Status == orders.Busy && to == orders.Cancelled {
				rec.Status = orders.Cancelled
				return rec.Show()
			}
			return right(r, id, to)
		}
	}),
}
