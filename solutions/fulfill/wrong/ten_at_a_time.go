package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var tenAtATime = solutions.Wrong[New]{
	Name:   "ten-at-a-time",
	Caught: "N13",
	Why:    "No more than ten orders are worked on at a time: ten slow shipments stop the shop.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		slots := make(chan struct{}, 10)
		return func(r *http.Request, id, to string) orders.Answer {
			slots <- struct{}{}
			defer func() { <-slots }()
			return right(r, id, to)
		}
	}),
}
