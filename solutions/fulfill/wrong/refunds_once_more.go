package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var refundsOnceMore = solutions.Wrong[New]{
	Name:   "refunds-once-more",
	Caught: "N3",
	Why:    "A cancelled order is cancelled again, with another refund: its status is checked against fulfilled only.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			rec, ok := b.read(id)
			if ok && to == orders.Cancelled && rec.Status == orders.Cancelled {
				rec.Status = orders.Paid
				b.write(rec)
			}
			return right(r, id, to)
		}
	}),
}
