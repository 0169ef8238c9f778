package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var goneClientKeepsClaim = solutions.Wrong[New]{
	Name:   "gone-client-keeps-claim",
	Caught: "N20",
	Why:    "When the client has left before the shipment began, nothing is shipped, and the order stays claimed for good.",
	New: with(func(b *book, e orders.Effects) handler {
		return func(r *http.Request, id, to string) orders.Answer {
			rec, mine, ok := b.claim(id)
			switch {
			case !ok:
				return orders.NotFound
			case !mine:
				return rec.Answer(to)
			case r.Context().Err() != nil:
				return orders.InFlight
			}
			rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			b.write(rec)
			return a
		}
	}),
}
