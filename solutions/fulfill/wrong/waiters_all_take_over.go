package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var waitersAllTakeOver = solutions.Wrong[New]{
	Name:   "waiters-all-take-over",
	Caught: "N21",
	Why:    "After a refusal everybody who waited tries at once, without claiming the order again.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var running sync.Map // order id → chan struct{}
		return func(r *http.Request, id, to string) orders.Answer {
			mine := make(chan struct{})
			if other, wait := running.LoadOrStore(id, mine); wait {
				<-other.(chan struct{})
				rec, ok := b.read(id)
				if !ok || rec.Status != orders.Paid {
					return right(r, id, to)
				}
				rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
				b.write(rec)
				return a
			}
			defer close(mine)
			defer running.Delete(id)
			return right(r, id, to)
		}
	}),
}
