package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var markRemovedTooSoon = solutions.Wrong[New]{
	Name:   "mark-removed-too-soon",
	Caught: "N8",
	Why:    "The mark that an order is being worked on is removed before the new status is stored: in between the order looks paid and free.",
	New: with(func(b *book, e orders.Effects) handler {
		var busy sync.Map
		return func(r *http.Request, id, to string) orders.Answer {
			if _, taken := busy.LoadOrStore(id, true); taken {
				return orders.InFlight
			}
			rec, ok := b.read(id)
			if !ok || rec.Status != orders.Paid {
				busy.Delete(id)
				if !ok {
					return orders.NotFound
				}
				return rec.Answer(to)
			}
			rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			busy.Delete(id)
			b.write(rec)
			return a
		}
	}),
}
