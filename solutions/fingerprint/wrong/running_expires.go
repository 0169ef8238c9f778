package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var runningExpires = solutions.Wrong[New]{
	Name:   "running-expires",
	Caught: "F24",
	Why:    "The window begins with the claim and is set anew on completion: a reservation that takes longer is forgotten while it runs.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			id := o.Identity()
			b.mu.Lock()
			b.forget()
			rec, ok := b.records[id]
			mine := !ok || !time.Now().Before(rec.until)
			if mine {
				rec = &record{id: id, done: make(chan struct{}), until: time.Now().Add(window)}
				b.records[id] = rec
			}
			b.mu.Unlock()
			if mine {
				b.finish(rec, reserve(ctx, s, o))
			}
			return rec.wait(ctx)
		})
	},
}
