package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var packageState = solutions.Wrong[New]{
	Name:   "package-state",
	Shared: true,
	Caught: "F39",
	Why:    "The records are a variable of the package: two servers share them.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		shared.mu.Lock()
		shared.window = window
		shared.mu.Unlock()
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			return shared.once(ctx, o.Identity(), func() reservations.Answer { return reserve(ctx, s, o) })
		})
	},
}

var shared = newBook(0)
