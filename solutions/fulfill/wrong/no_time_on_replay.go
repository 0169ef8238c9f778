package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var noTimeOnReplay = solutions.Wrong[New]{
	Name:   "no-time-on-replay",
	Caught: "N2",
	Why:    "A replay is made from the status alone: it does not say when the order was fulfilled.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			rec, ok := b.read(id)
			if ok && to == orders.Fulfilled && rec.Status == orders.Fulfilled {
				rec.FulfilledAt = time.Time{}
				return rec.Show()
			}
			return right(r, id, to)
		}
	}),
}
