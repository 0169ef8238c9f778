package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var unlockedLook = solutions.Wrong[New]{
	Name:   "unlocked-look",
	Caught: "N14",
	Race:   true,
	Why:    "A first look at the order is taken without the lock, to be fast.",
	New: with(func(b *book, e orders.Effects) handler {
		entries := map[string]*entry{}
		for id, rec := range b.records {
			entries[id] = &entry{rec: rec}
		}
		return func(r *http.Request, id, to string) (a orders.Answer) {
			o, ok := entries[id]
			switch {
			case !ok:
				return orders.NotFound
			case o.rec.Status == to:
				return o.rec.Show()
			}
			o.mu.Lock()
			defer o.mu.Unlock()
			if o.rec.Status != orders.Paid {
				return o.rec.Answer(to)
			}
			o.rec.Status = orders.Busy
			rec, a := o.rec.After(to, e.Run(lasting(r), o.rec.Order, to))
			o.rec = rec
			return a
		}
	}),
}
