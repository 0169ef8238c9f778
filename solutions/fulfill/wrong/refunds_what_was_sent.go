package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var refundsWhatWasSent = solutions.Wrong[New]{
	Name:   "refunds-what-was-sent",
	Caught: "N7",
	Why:    "A fulfilled order can be cancelled: the customer has the goods and the money.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			if rec, ok := b.read(id); ok && rec.Status == orders.Fulfilled && to == orders.Cancelled && !rec.FulfilledAt.IsZero() {
				b.set(id, orders.Paid)
			}
			return right(r, id, to)
		}
	}),
}
