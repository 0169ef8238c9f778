package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var anyFinalState = solutions.Wrong[New]{
	Name:   "any-final-state",
	Caught: "N7",
	Why:    "Whatever is done with is answered 200 with the order, in the name of idempotency: a fulfilled order that is cancelled says OK.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			if rec, ok := b.read(id); ok && (rec.Status == orders.Fulfilled || rec.Status == orders.Cancelled) {
				return rec.Show()
			}
			return right(r, id, to)
		}
	}),
}
