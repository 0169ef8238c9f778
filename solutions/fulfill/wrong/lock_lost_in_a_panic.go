package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var lockLostInAPanic = solutions.Wrong[New]{
	Name:   "lock-lost-in-a-panic",
	Caught: "N19",
	Why:    "The order is unlocked in the last line and not in a deferred call: after a panic everybody waits for ever.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var locks sync.Map
		return func(r *http.Request, id, to string) orders.Answer {
			lock, _ := locks.LoadOrStore(id, &sync.Mutex{})
			lock.(*sync.Mutex).Lock()
			a := right(r, id, to)
			lock.(*sync.Mutex).Unlock()
			return a
		}
	}),
}
