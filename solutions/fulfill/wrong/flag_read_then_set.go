package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var flagReadThenSet = solutions.Wrong[New]{
	Name:   "flag-read-then-set",
	Caught: "N8",
	Why:    "The mark that an order is being worked on is read and set in two steps.",
	New: with(func(b *book, e orders.Effects) handler {
		var busy sync.Map
		return func(r *http.Request, id, to string) orders.Answer {
			rec, ok := b.read(id)
			switch {
			case !ok:
				return orders.NotFound
			case rec.Status != orders.Paid:
				return rec.Answer(to)
			}
			if _, taken := busy.Load(id); taken {
				return orders.InFlight
			}
			busy.Store(id, true)
			rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			b.write(rec)
			if rec.Status != orders.Busy {
				busy.Delete(id)
			}
			return a
		}
	}),
}
