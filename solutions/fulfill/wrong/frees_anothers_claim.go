package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var freesAnothersClaim = solutions.Wrong[New]{
	Name:   "frees-anothers-claim",
	Caught: "N11",
	Why:    "The claim is given back in a deferred call, also by a request that never had it: the next one finds the order free.",
	New: with(func(b *book, e orders.Effects) handler {
		var busy sync.Map
		return func(r *http.Request, id, to string) orders.Answer {
			_, taken := busy.LoadOrStore(id, true)
			defer busy.Delete(id)
			rec, ok := b.read(id)
			switch {
			case !ok:
				return orders.NotFound
			case taken:
				return orders.InFlight
			case rec.Status != orders.Paid:
				return rec.Answer(to)
			}
			after := rec
			after.Status = orders.Busy // stands if the effect panics
			defer func() { b.write(after) }()
			var a orders.Answer
			after, a = rec.After(to, e.Run(lasting(r), rec.Order, to))
			return a
		}
	}),
}
