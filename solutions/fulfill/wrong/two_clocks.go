package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var twoClocks = solutions.Wrong[New]{
	Name:   "two-clocks",
	Caught: "N2",
	Why:    "The answer says when the request came, the record when the parcel left: the replay shows another time than the first answer did.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			came := time.Now().UTC()
			before, _ := b.read(id)
			a := right(r, id, to)
			rec, ok := b.read(id)
			if ok && before.Status == orders.Paid && rec.Status == orders.Fulfilled && to == orders.Fulfilled {
				rec.FulfilledAt = came
				return rec.Show()
			}
			return a
		}
	}),
}
