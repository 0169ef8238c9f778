package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var waitersLeftWaiting = solutions.Wrong[New]{
	Name:   "waiters-left-waiting",
	Caught: "N21",
	Why:    "Those that wait are woken by a success only: after a failure they wait for ever.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var running sync.Map // order id → chan struct{}
		return func(r *http.Request, id, to string) orders.Answer {
			mine := make(chan struct{})
			if other, wait := running.LoadOrStore(id, mine); wait {
				<-other.(chan struct{})
				return right(r, id, to)
			}
			defer running.Delete(id)
			a := right(r, id, to)
			if a.Status < http.StatusPaymentRequired || a.Status == http.StatusNotFound || a.Status == http.StatusConflict {
				close(mine)
			}
			return a
		}
	}),
}
