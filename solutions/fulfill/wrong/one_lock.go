package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var oneLock = solutions.Wrong[New]{
	Name:   "one-lock",
	Caught: "N13",
	Why:    "One lock for all orders is held while the warehouse works.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var mu sync.Mutex
		return func(r *http.Request, id, to string) orders.Answer {
			mu.Lock()
			defer mu.Unlock()
			return right(r, id, to)
		}
	}),
}
