package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var janitorWithoutEnd = solutions.Wrong[New]{
	Name:   "janitor-without-end",
	Caught: "F38",
	Why:    "A janitor cleans up every minute and never looks at the server's context.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		go func() {
			for {
				time.Sleep(time.Minute)
				b.mu.Lock()
				b.forget()
				b.mu.Unlock()
			}
		}()
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			return b.once(ctx, o.Identity(), func() reservations.Answer { return reserve(ctx, s, o) })
		})
	},
}
