package wrong

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var likeLookup = solutions.Wrong[New]{
	Name:   "like-lookup",
	Caught: "N6",
	Why:    "The order is found by the beginning of its id, as LIKE does: an id that does not exist ships somebody else's order.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		ids := slices.Sorted(maps.Keys(b.records))
		return func(r *http.Request, id, to string) orders.Answer {
			if _, ok := b.read(id); ok {
				return right(r, id, to)
			}
			for _, known := range ids {
				if strings.HasPrefix(known, id) {
					return right(r, known, to)
				}
			}
			return orders.NotFound
		}
	}),
}
