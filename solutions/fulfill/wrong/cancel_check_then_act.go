package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var cancelCheckThenAct = solutions.Wrong[New]{
	Name:   "cancel-check-then-act",
	Caught: "N9",
	Why:    "Fulfil claims the order first; cancel looks at the status, refunds, and only then changes it.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			rec, ok := b.read(id)
			if !ok || to == orders.Fulfilled || rec.Status != orders.Paid {
				return right(r, id, to)
			}
			rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			b.write(rec)
			return a
		}
	}),
}
