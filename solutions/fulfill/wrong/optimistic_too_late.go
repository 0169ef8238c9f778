package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var optimisticTooLate = solutions.Wrong[New]{
	Name:   "optimistic-too-late",
	Caught: "N9",
	Why:    "The version of the order is compared when it is written, as optimistic locking does, but that is after the refund: the loser has paid as well.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			rec, ok := b.read(id)
			if !ok || to == orders.Fulfilled || rec.Status != orders.Paid {
				return right(r, id, to)
			}
			after, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			b.mu.Lock()
			defer b.mu.Unlock()
			if b.records[id] != rec {
				return orders.InFlight
			}
			b.records[id] = after
			return a
		}
	}),
}
