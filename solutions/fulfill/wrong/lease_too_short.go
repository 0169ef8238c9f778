package wrong

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var leaseTooShort = solutions.Wrong[New]{
	Name:   "lease-too-short",
	Caught: "N24",
	Why:    "A request that has been at work for more than a second is taken for dead, and the next one ships again.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var since sync.Map // order id → when it was begun
		return func(r *http.Request, id, to string) orders.Answer {
			if at, ok := since.Load(id); ok && time.Since(at.(time.Time)) > time.Second {
				since.Delete(id)
				b.set(id, orders.Paid)
			}
			if rec, ok := b.read(id); ok && rec.Status == orders.Paid {
				since.Store(id, time.Now())
			}
			a := right(r, id, to)
			since.Delete(id)
			return a
		}
	}),
}
