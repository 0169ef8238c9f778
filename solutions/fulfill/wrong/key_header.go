package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var keyHeader = solutions.Wrong[New]{
	Name:   "key-header",
	Caught: "N4",
	Why:    "The key of the request decides, not the order: what another request with that key was told is told again.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var mu sync.Mutex
		told := map[string]orders.Answer{}
		return func(r *http.Request, id, to string) orders.Answer {
			key := r.Header.Get("Idempotency-Key")
			mu.Lock()
			a, ok := told[key]
			mu.Unlock()
			if ok {
				return a
			}
			if a = right(r, id, to); key != "" {
				mu.Lock()
				told[key] = a
				mu.Unlock()
			}
			return a
		}
	}),
}
