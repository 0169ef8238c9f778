package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var lookedBeforeTheLock = solutions.Wrong[New]{
	Name:   "looked-before-the-lock",
	Caught: "N8",
	Why:    "The order is read before the lock is taken, and not again inside it.",
	New: with(func(b *book, e orders.Effects) handler {
		var locks sync.Map
		return func(r *http.Request, id, to string) orders.Answer {
			rec, ok := b.read(id)
			switch {
			case !ok:
				return orders.NotFound
			case rec.Status != orders.Paid:
				return rec.Answer(to)
			}
			lock, _ := locks.LoadOrStore(id, &sync.Mutex{})
			lock.(*sync.Mutex).Lock()
			defer lock.(*sync.Mutex).Unlock()
			b.set(id, orders.Busy)
			rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			b.write(rec)
			return a
		}
	}),
}
