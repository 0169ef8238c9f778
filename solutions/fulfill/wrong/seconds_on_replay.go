package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var secondsOnReplay = solutions.Wrong[New]{
	Name:   "seconds-on-replay",
	Caught: "N2",
	Why:    "The first answer is made from memory and later ones from a column that holds whole seconds: they differ.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			a := right(r, id, to)
			if rec, ok := b.read(id); ok && rec.Status == orders.Fulfilled {
				rec.FulfilledAt = rec.FulfilledAt.Truncate(time.Second)
				b.write(rec)
			}
			return a
		}
	}),
}
