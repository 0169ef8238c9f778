package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var windowInSeconds = solutions.Wrong[New]{
	Name:   "window-in-seconds",
	Caught: "F14",
	Why:    "The end of the window is kept in whole seconds: an order is forgotten up to a second too early.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(rememberUntil(s, func() time.Time { return time.Now().Add(window).Truncate(time.Second) }))
	},
}

// rememberUntil makes each order once until the end that is set on its completion.
func rememberUntil(s warehouse.Reserver, end func() time.Time) maker {
	b := newBook(0)
	return func(ctx context.Context, o reservations.Order) reservations.Answer {
		id := o.Identity()
		b.mu.Lock()
		rec, ok := b.records[id]
		if ok && (rec.until.IsZero() || time.Now().Before(rec.until)) {
			b.mu.Unlock()
			return rec.wait(ctx)
		}
		rec = &record{id: id, done: make(chan struct{})}
		b.records[id] = rec
		b.mu.Unlock()

		a := reserve(ctx, s, o)
		b.mu.Lock()
		defer b.mu.Unlock()
		defer close(rec.done)
		if rec.answer = a; !a.Final() {
			delete(b.records, id)
			return a
		}
		rec.until = end()
		time.AfterFunc(time.Until(rec.until), func() {
			b.mu.Lock()
			defer b.mu.Unlock()
			if b.records[id] == rec && !time.Now().Before(rec.until) {
				delete(b.records, id)
			}
		})
		return a
	}
}
