package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var statusBeforeTime = solutions.Wrong[New]{
	Name:   "status-before-time",
	Caught: "N8",
	Why:    "A fulfilled order gets its status in one step and its time in the next: a duplicate in between sees half of it.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			if to == orders.Cancelled {
				return right(r, id, to)
			}
			rec, mine, ok := b.claim(id)
			switch {
			case !ok:
				return orders.NotFound
			case !mine:
				return rec.Answer(to)
			}
			rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			b.set(id, rec.Status)
			b.write(rec)
			return a
		}
	}),
}
