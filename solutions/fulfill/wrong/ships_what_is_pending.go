package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var shipsWhatIsPending = solutions.Wrong[New]{
	Name:   "ships-what-is-pending",
	Caught: "N5",
	Why:    "Everything is shipped that is not fulfilled or cancelled yet, also what has not been paid.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			if rec, ok := b.read(id); ok && rec.Status == "pending" {
				b.set(id, orders.Paid)
			}
			return right(r, id, to)
		}
	}),
}
