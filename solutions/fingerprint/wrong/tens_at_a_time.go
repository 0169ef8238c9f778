package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var tensAtATime = solutions.Wrong[New]{
	Name:   "tens-at-a-time",
	Caught: "F21",
	Why:    "Ten requests may be at the warehouse at once, and the eleventh waits: ten slow ones stop the shop.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		slots := make(chan struct{}, 10)
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			return b.once(ctx, o.Identity(), func() reservations.Answer {
				slots <- struct{}{}
				defer func() { <-slots }()
				return reserve(ctx, s, o)
			})
		})
	},
}
