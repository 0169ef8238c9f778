package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var toldTooSoon = solutions.Wrong[New]{
	Name:   "told-too-soon",
	Caught: "N11",
	Why:    "The order is made fulfilled before it is shipped, and paid again if that is refused: duplicates meanwhile are told that it is done.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			rec, mine, ok := b.claim(id)
			if !ok || !mine || to == orders.Cancelled {
				if mine {
					b.write(rec)
				}
				return right(r, id, to)
			}
			soon, _ := rec.After(to, nil)
			b.write(soon)
			rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			if rec.Status == orders.Fulfilled {
				return soon.Show()
			}
			b.write(rec)
			return a
		}
	}),
}
