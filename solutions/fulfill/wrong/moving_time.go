package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var movingTime = solutions.Wrong[New]{
	Name:   "moving-time",
	Caught: "N2",
	Why:    "Each request that finds the order fulfilled stamps it anew.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			rec, ok := b.read(id)
			if ok && to == orders.Fulfilled && rec.Status == orders.Fulfilled {
				rec.FulfilledAt = time.Now().UTC()
				b.write(rec)
				return rec.Show()
			}
			return right(r, id, to)
		}
	}),
}
