package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var urlIsTheKey = solutions.Wrong[New]{
	Name:   "url-is-the-key",
	Caught: "N4",
	Why:    "What has been done is remembered by the address of the request: a query makes it another one.",
	New: with(func(b *book, e orders.Effects) handler {
		var mu sync.Mutex
		done := map[string]orders.Answer{}
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			mu.Lock()
			a, ok := done[r.RequestURI]
			mu.Unlock()
			if ok {
				return a
			}
			if rec, ok := b.read(id); ok && rec.Status == to {
				b.set(id, orders.Paid) // nobody has asked for this before
			}
			if a = right(r, id, to); a.Status == http.StatusOK {
				mu.Lock()
				done[r.RequestURI] = a
				mu.Unlock()
			}
			return a
		}
	}),
}
