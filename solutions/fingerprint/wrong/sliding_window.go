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

var slidingWindow = solutions.Wrong[New]{
	Name:   "sliding-window",
	Caught: "F17",
	Why:    "Each replay begins the window anew: who asks often enough never orders again.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				b.finish(rec, reserve(ctx, s, o))
				return rec.answer
			}
			a := rec.wait(ctx)
			b.mu.Lock()
			defer b.mu.Unlock()
			if !rec.until.IsZero() && b.records[rec.id] == rec {
				rec.until = time.Now().Add(window)
				slices.SortStableFunc(b.done, func(x, y *record) int { return x.until.Compare(y.until) })
			}
			return a
		})
	},
}
