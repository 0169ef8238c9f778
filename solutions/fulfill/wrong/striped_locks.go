package wrong

import (
	"hash/fnv"
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var stripedLocks = solutions.Wrong[New]{
	Name:   "striped-locks",
	Caught: "N13",
	Why:    "Sixteen locks are shared by all orders, by a hash of the id, and held while the warehouse works.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var stripes [16]sync.Mutex
		return func(r *http.Request, id, to string) orders.Answer {
			h := fnv.New32a()
			_, _ = h.Write([]byte(id))
			mu := &stripes[h.Sum32()%uint32(len(stripes))]
			mu.Lock()
			defer mu.Unlock()
			return right(r, id, to)
		}
	}),
}
