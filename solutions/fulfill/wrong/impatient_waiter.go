package wrong

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var impatientWaiter = solutions.Wrong[New]{
	Name:   "impatient-waiter",
	Caught: "N12",
	Why:    "A duplicate waits for the first for thirty seconds and then does the work itself.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var running sync.Map // order id → chan struct{}
		return func(r *http.Request, id, to string) orders.Answer {
			mine := make(chan struct{})
			other, wait := running.LoadOrStore(id, mine)
			if !wait {
				defer close(mine)
				defer running.Delete(id)
				return right(r, id, to)
			}
			select {
			case <-other.(chan struct{}):
			case <-time.After(30 * time.Second):
				b.set(id, orders.Paid)
			case <-r.Context().Done():
			}
			return right(r, id, to)
		}
	}),
}
