package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var lockForgottenTooSoon = solutions.Wrong[New]{
	Name:   "lock-forgotten-too-soon",
	Caught: "N21",
	Why:    "The order's lock is taken out of the map while others still wait for it: after a refusal one of them and a newcomer hold two different locks.",
	New: with(func(b *book, e orders.Effects) handler {
		var locks sync.Map // order id → *sync.Mutex
		return func(r *http.Request, id, to string) (a orders.Answer) {
			l, _ := locks.LoadOrStore(id, &sync.Mutex{})
			lock := l.(*sync.Mutex)
			lock.Lock()
			defer lock.Unlock()
			defer locks.CompareAndDelete(id, l)
			rec, ok := b.read(id)
			switch {
			case !ok:
				return orders.NotFound
			case rec.Status != orders.Paid:
				return rec.Answer(to)
			}
			after := rec
			after.Status = orders.Busy // stands if the effect panics
			defer func() { b.write(after) }()
			after, a = rec.After(to, e.Run(lasting(r), rec.Order, to))
			return a
		}
	}),
}
