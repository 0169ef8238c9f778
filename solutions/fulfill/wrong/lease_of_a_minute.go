package wrong

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var leaseOfAMinute = solutions.Wrong[New]{
	Name:   "lease-of-a-minute",
	Caught: "N12",
	Why:    "Who has held an order for a minute is taken for dead and the order for paid: a slow warehouse ships twice.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var since sync.Map // order id → when it was begun
		return func(r *http.Request, id, to string) orders.Answer {
			if at, ok := since.Load(id); ok && time.Since(at.(time.Time)) > time.Minute {
				since.Delete(id)
				b.set(id, orders.Paid)
			}
			if rec, ok := b.read(id); ok && rec.Status == orders.Paid {
				since.LoadOrStore(id, time.Now())
				defer since.Delete(id)
			}
			return right(r, id, to)
		}
	}),
}
