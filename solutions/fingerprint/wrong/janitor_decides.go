package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var janitorDecides = solutions.Wrong[New]{
	Name:   "janitor-decides",
	Caught: "F15",
	Why:    "An order is recognised until the janitor has come by, once a minute.",
	New: func(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		go func() {
			t := time.NewTicker(time.Minute)
			defer t.Stop()
			for {
				select {
				case <-t.C:
					b.mu.Lock()
					b.forget()
					b.mu.Unlock()
				case <-ctx.Done():
					return
				}
			}
		}()
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			b.mu.Lock()
			rec, ok := b.records[o.Identity()]
			if !ok {
				rec = &record{id: o.Identity(), done: make(chan struct{})}
				b.records[rec.id] = rec
			}
			b.mu.Unlock()
			if !ok {
				b.finish(rec, reserve(ctx, s, o))
			}
			return rec.wait(ctx)
		})
	},
}
