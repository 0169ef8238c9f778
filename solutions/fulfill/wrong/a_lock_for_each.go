package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var aLockForEach = solutions.Wrong[New]{
	Name:   "a-lock-for-each",
	Caught: "N10",
	Why:    "Fulfil and cancel each have their own claim on an order: each keeps its duplicates out, and neither keeps the other out.",
	New: with(func(b *book, e orders.Effects) handler {
		claims := map[string]*sync.Map{orders.Fulfilled: {}, orders.Cancelled: {}}
		return func(r *http.Request, id, to string) orders.Answer {
			if _, taken := claims[to].LoadOrStore(id, true); taken {
				return orders.InFlight
			}
			defer claims[to].Delete(id)
			rec, ok := b.read(id)
			switch {
			case !ok:
				return orders.NotFound
			case rec.Status != orders.Paid:
				return rec.Answer(to)
			}
			stuck := rec
			stuck.Status = orders.Busy
			defer func() { b.write(stuck) }()
			stuck, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			return a
		}
	}),
}
