package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var checkThenAct = solutions.Wrong[New]{
	Name:   "check-then-act",
	Caught: "N8",
	Why:    "The status is looked at before the shipment and changed after it: duplicates that come in between all find the order paid.",
	New: with(func(b *book, e orders.Effects) handler {
		return func(r *http.Request, id, to string) orders.Answer {
			rec, ok := b.read(id)
			switch {
			case !ok:
				return orders.NotFound
			case rec.Status != orders.Paid:
				return rec.Answer(to)
			}
			rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			b.write(rec)
			return a
		}
	}),
}
