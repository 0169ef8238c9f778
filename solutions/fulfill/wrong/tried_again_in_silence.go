package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var triedAgainInSilence = solutions.Wrong[New]{
	Name:   "tried-again-in-silence",
	Caught: "N15",
	Why:    "A refused shipment is tried again an hour later, on a timer, though the client was told that the order is paid and free.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			a := right(r, id, to)
			if a.Status == http.StatusUnprocessableEntity {
				time.AfterFunc(time.Hour, func() {
					defer func() { _ = recover() }()
					right(r, id, to)
				})
			}
			return a
		}
	}),
}
