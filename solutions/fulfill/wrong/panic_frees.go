package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var panicFrees = solutions.Wrong[New]{
	Name:   "panic-frees",
	Caught: "N19",
	Why:    "What is deferred against a panic makes the order paid again: it may have been shipped.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			returned := false
			defer func() {
				if !returned {
					b.set(id, orders.Paid)
				}
			}()
			a := right(r, id, to)
			returned = true
			return a
		}
	}),
}
