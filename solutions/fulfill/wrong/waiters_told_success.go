package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var waitersToldSuccess = solutions.Wrong[New]{
	Name:   "waiters-told-success",
	Caught: "N21",
	Why:    "Those that wait are woken when the shipment has ended, and told 200 without a look at how.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var running sync.Map // order id and what is wanted → chan struct{}
		return func(r *http.Request, id, to string) orders.Answer {
			mine := make(chan struct{})
			other, wait := running.LoadOrStore(id+" "+to, mine)
			if !wait {
				defer running.Delete(id + " " + to)
				defer close(mine)
				return right(r, id, to)
			}
			<-other.(chan struct{})
			rec, ok := b.read(id)
			if !ok {
				return orders.NotFound
			}
			rec.Status = to
			return rec.Show()
		}
	}),
}
