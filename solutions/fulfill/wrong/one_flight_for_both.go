package wrong

import (
	"net/http"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var oneFlightForBoth = solutions.Wrong[New]{
	Name:   "one-flight-for-both",
	Caught: "N10",
	Why:    "Requests for one order share one flight and its answer, also when one wants it shipped and the other wants it cancelled.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var flights singleflight.Group
		return func(r *http.Request, id, to string) orders.Answer {
			v, _, _ := flights.Do(id, func() (any, error) { return right(r, id, to), nil })
			return v.(orders.Answer)
		}
	}),
}
