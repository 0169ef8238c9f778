package wrong

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var doneForADay = solutions.Wrong[New]{
	Name:   "done-for-a-day",
	Caught: "N2",
	Why:    "What has been done is kept in a list of its own for 24 hours, as if it were a made-up key, and the order stays paid.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var since sync.Map // order id → when it was done
		return func(r *http.Request, id, to string) orders.Answer {
			if at, ok := since.Load(id); ok && time.Since(at.(time.Time)) > 24*time.Hour {
				since.Delete(id)
				b.set(id, orders.Paid)
			}
			before, _ := b.read(id)
			a := right(r, id, to)
			if before.Status == orders.Paid && a.Status == http.StatusOK {
				since.Store(id, time.Now())
			}
			return a
		}
	}),
}
