package wrong

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var doubtIsOverTomorrow = solutions.Wrong[New]{
	Name:   "doubt-is-over-tomorrow",
	Caught: "N17",
	Why:    "An order that has been in doubt for a day is taken to be paid: nobody has found out what happened.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var since sync.Map // order id → time.Time
		return func(r *http.Request, id, to string) orders.Answer {
			if at, ok := since.Load(id); ok && time.Since(at.(time.Time)) > 24*time.Hour {
				since.Delete(id)
				b.set(id, orders.Paid)
			}
			a := right(r, id, to)
			if a.Status == http.StatusBadGateway {
				since.Store(id, time.Now())
			}
			return a
		}
	}),
}
