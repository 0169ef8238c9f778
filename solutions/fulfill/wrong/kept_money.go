package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var keptMoney = solutions.Wrong[New]{
	Name:   "kept-money",
	Caught: "N1",
	Why:    "The order gets its new status and nobody sends the money back.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			if to == orders.Fulfilled {
				return right(r, id, to)
			}
			rec, mine, ok := b.claim(id)
			switch {
			case !ok:
				return orders.NotFound
			case !mine:
				return rec.Answer(to)
			}
			rec.Status = orders.Cancelled
			b.write(rec)
			return rec.Show()
		}
	}),
}
