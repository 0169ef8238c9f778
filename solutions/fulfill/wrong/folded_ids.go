package wrong

import (
	"net/http"
	"strings"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var foldedIds = solutions.Wrong[New]{
	Name:   "folded-ids",
	Caught: "N4",
	Why:    "Ids are compared without case, so that two orders are one.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		same := map[string]string{}
		for id := range b.records {
			if o, ok := same[strings.ToLower(id)]; !ok || id < o {
				same[strings.ToLower(id)] = id
			}
		}
		return func(r *http.Request, id, to string) orders.Answer {
			if _, ok := b.read(id); !ok {
				return orders.NotFound
			}
			return right(r, same[strings.ToLower(id)], to)
		}
	}),
}
