package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var twoLocksForOne = solutions.Wrong[New]{
	Name:   "two-locks-for-one",
	Caught: "N8",
	Why:    "Each order has a lock, made when it is first needed: two first requests make one each.",
	New: with(func(b *book, e orders.Effects) handler {
		var locks sync.Map // order id → *sync.Mutex
		return func(r *http.Request, id, to string) (a orders.Answer) {
			l, ok := locks.Load(id)
			if !ok {
				l = &sync.Mutex{}
				locks.Store(id, l)
			}
			l.(*sync.Mutex).Lock()
			defer l.(*sync.Mutex).Unlock()
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
