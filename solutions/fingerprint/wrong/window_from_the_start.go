package wrong

import (
	"context"
	"net/http"
	"slices"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var windowFromTheStart = solutions.Wrong[New]{
	Name:   "window-from-the-start",
	Caught: "F16",
	Why:    "The window counts from the arrival of the request: a slow reservation has a short one.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			began := time.Now()
			rec, mine := b.claim(o.Identity())
			if mine {
				a := reserve(ctx, s, o)
				b.mu.Lock()
				rec.answer, rec.until = a, began.Add(window)
				if a.Final() {
					b.done = append(b.done, rec)
					slices.SortStableFunc(b.done, func(x, y *record) int { return x.until.Compare(y.until) })
				} else {
					delete(b.records, rec.id)
				}
				b.mu.Unlock()
				close(rec.done)
			}
			return rec.wait(ctx)
		})
	},
}
