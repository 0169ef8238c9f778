package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var oneWaiterWoken = solutions.Wrong[New]{
	Name:   "one-waiter-woken",
	Caught: "N21",
	Why:    "The end of the work is sent on a channel, once: one of those that wait is woken, the others are not.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var running sync.Map // order id → chan struct{}
		return func(r *http.Request, id, to string) orders.Answer {
			mine := make(chan struct{}, 1)
			if other, wait := running.LoadOrStore(id, mine); wait {
				select {
				case <-other.(chan struct{}):
				case <-r.Context().Done():
				}
				return right(r, id, to)
			}
			defer func() { mine <- struct{}{} }()
			defer running.Delete(id)
			return right(r, id, to)
		}
	}),
}
