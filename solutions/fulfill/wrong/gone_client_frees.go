package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var goneClientFrees = solutions.Wrong[New]{
	Name:   "gone-client-frees",
	Caught: "N20",
	Why:    "When the client leaves, the order is made paid again, while the shipment goes on without it.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			before, _ := b.read(id)
			done := make(chan orders.Answer, 1)
			go func() {
				defer func() {
					if recover() != nil {
						done <- orders.Unknown
					}
				}()
				done <- right(r, id, to)
			}()
			select {
			case a := <-done:
				return a
			case <-r.Context().Done():
				if before.Status == orders.Paid {
					b.set(id, orders.Paid)
				}
				return orders.InFlight
			}
		}
	}),
}
