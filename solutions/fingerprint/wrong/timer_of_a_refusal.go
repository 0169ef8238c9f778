package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var timerOfARefusal = solutions.Wrong[New]{
	Name:   "timer-of-a-refusal",
	Caught: "F32",
	Why:    "A timer ends the window, also that of a refusal: it removes the order that was made meanwhile.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(0)
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
			if !mine {
				return rec.wait(ctx)
			}
			a := reserve(ctx, s, o)
			b.mu.Lock()
			defer b.mu.Unlock()
			if rec.answer = a; a.Final() {
				rec.until = time.Now().Add(window)
			} else {
				delete(b.records, id)
			}
			time.AfterFunc(window, func() { b.free(id) })
			close(rec.done)
			return a
		})
	},
}
