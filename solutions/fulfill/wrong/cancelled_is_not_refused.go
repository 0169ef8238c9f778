package wrong

import (
	"context"
	"errors"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var cancelledIsNotRefused = solutions.Wrong[New]{
	Name:   "cancelled-is-not-refused",
	Caught: "N20",
	Why:    "The shipment dies with the client, and that is taken to mean that nothing was shipped.",
	New: with(func(b *book, e orders.Effects) handler {
		return func(r *http.Request, id, to string) orders.Answer {
			rec, mine, ok := b.claim(id)
			switch {
			case !ok:
				return orders.NotFound
			case !mine:
				return rec.Answer(to)
			}
			err := e.Run(r.Context(), rec.Order, to)
			after, a := rec.After(to, err)
			if errors.Is(err, context.Canceled) {
				after = rec
			}
			b.write(after)
			return a
		}
	}),
}
