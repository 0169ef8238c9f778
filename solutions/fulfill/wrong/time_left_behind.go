package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var timeLeftBehind = solutions.Wrong[New]{
	Name:   "time-left-behind",
	Caught: "N15",
	Why:    "The order is stamped before it is shipped, and keeps the stamp when the shipment is refused: once cancelled, it says when it was fulfilled.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			a := right(r, id, to)
			if a.Status == http.StatusUnprocessableEntity {
				rec, _ := b.read(id)
				rec.FulfilledAt = time.Now().UTC()
				b.write(rec)
			}
			return a
		}
	}),
}
