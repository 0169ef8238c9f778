package wrong

import (
	"context"
	"maps"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var cleanUpTakesRunning = solutions.Wrong[New]{
	Name:   "clean-up-takes-running",
	Caught: "F25",
	Why:    "The clean-up removes what has no end in the future: a running order has no end yet.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		looked := time.Now()
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			b.mu.Lock()
			if time.Since(looked) >= window {
				looked = time.Now()
				maps.DeleteFunc(b.records, func(id any, rec *record) bool { return id != o.Identity() && !rec.until.After(time.Now()) })
			}
			b.mu.Unlock()
			return b.once(ctx, o.Identity(), func() reservations.Answer { return reserve(ctx, s, o) })
		})
	},
}
