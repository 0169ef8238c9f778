package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var expiredSeenTwice = solutions.Wrong[New]{
	Name:   "expired-seen-twice",
	Caught: "F23",
	Why:    "That the window is over is seen under one lock and acted on under the next: two clicks both begin a new order.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			id := o.Identity()
			b.mu.Lock()
			old, ok := b.records[id]
			over := ok && !old.until.IsZero() && !time.Now().Before(old.until)
			if !ok {
				old = &record{id: id, done: make(chan struct{})}
				b.records[id] = old
			}
			b.mu.Unlock()
			if ok && !over {
				return old.wait(ctx)
			}
			if over {
				old = &record{id: id, done: make(chan struct{})}
				b.mu.Lock()
				b.records[id] = old
				b.mu.Unlock()
			}
			b.finish(old, reserve(ctx, s, o))
			return old.answer
		})
	},
}
