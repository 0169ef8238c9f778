package wrong

import (
	"maps"
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var twoMemories = solutions.Wrong[New]{
	Name:   "two-memories",
	Caught: "N7",
	Why:    "Each of the two remembers what it has done itself: a fulfilled order can still be cancelled.",
	New: with(func(b *book, e orders.Effects) handler {
		var mu sync.Mutex
		done := map[string]*book{} // by what was done
		for _, to := range []string{orders.Fulfilled, orders.Cancelled} {
			done[to] = &book{records: maps.Clone(b.records)}
		}
		return func(r *http.Request, id, to string) orders.Answer {
			mu.Lock()
			own := done[to]
			mu.Unlock()
			return own.right(e)(r, id, to)
		}
	}),
}
