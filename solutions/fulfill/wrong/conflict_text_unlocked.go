package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var conflictTextUnlocked = solutions.Wrong[New]{
	Name:   "conflict-text-unlocked",
	Caught: "N14",
	Race:   true,
	Why:    "What the order is now is read for the text of the 409 after the lock has been given back.",
	New: with(func(b *book, e orders.Effects) handler {
		entries := map[string]*entry{}
		for id, rec := range b.records {
			entries[id] = &entry{rec: rec}
		}
		return func(r *http.Request, id, to string) orders.Answer {
			o, ok := entries[id]
			if !ok {
				return orders.NotFound
			}
			o.mu.Lock()
			rec := o.rec
			if rec.Status == orders.Paid {
				o.rec.Status = orders.Busy
			}
			o.mu.Unlock()
			switch rec.Status {
			case to:
				return rec.Show()
			case orders.Paid:
			default:
				return o.rec.Answer("") // the mistake
			}
			rec, a := rec.After(to, e.Run(lasting(r), rec.Order, to))
			o.mu.Lock()
			defer o.mu.Unlock()
			o.rec = rec
			return a
		}
	}),
}

// An entry is an order and its lock.
type entry struct {
	mu  sync.Mutex
	rec orders.Record
}
