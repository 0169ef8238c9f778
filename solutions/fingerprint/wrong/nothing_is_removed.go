package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var nothingIsRemoved = solutions.Wrong[New]{
	Name:   "nothing-is-removed",
	Caught: "F37",
	Why:    "What is over is not recognised, and stays in the map for ever.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			id := o.Identity()
			b.mu.Lock()
			rec, ok := b.records[id]
			mine := !ok || !rec.until.IsZero() && !time.Now().Before(rec.until)
			if mine {
				rec = &record{id: id, done: make(chan struct{})}
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
