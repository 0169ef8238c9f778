package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var afterYou = solutions.Wrong[New]{
	Name:   "after-you",
	Caught: "N10",
	Why:    "Each announces itself first and makes way when the other has too: at the same time, neither goes.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		other := map[string]string{orders.Fulfilled: orders.Cancelled, orders.Cancelled: orders.Fulfilled}
		var wants sync.Map // order id and what is wanted
		return func(r *http.Request, id, to string) orders.Answer {
			wants.Store(id+" "+to, true)
			defer wants.Delete(id + " " + to)
			if _, contested := wants.Load(id + " " + other[to]); contested {
				return orders.InFlight
			}
			return right(r, id, to)
		}
	}),
}
