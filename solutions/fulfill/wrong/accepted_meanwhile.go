package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var acceptedMeanwhile = solutions.Wrong[New]{
	Name:   "accepted-meanwhile",
	Caught: "N11",
	Why:    "A duplicate is answered 202 while the first is being shipped: a client takes any 2xx for done, and the warehouse may still refuse.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var shipping sync.Map
		return func(r *http.Request, id, to string) orders.Answer {
			if to == orders.Cancelled {
				return right(r, id, to)
			}
			if _, taken := shipping.LoadOrStore(id, true); taken {
				return orders.Answer{Status: http.StatusAccepted, Body: []byte(`{"status":"shipping"}`)}
			}
			defer shipping.Delete(id)
			return right(r, id, to)
		}
	}),
}
