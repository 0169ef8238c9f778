package wrong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var globalLock = solutions.Wrong[New]{
	Name:   "global-lock",
	Caught: "F21",
	Why:    "One lock is held across every reservation: the shop waits for the slowest.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		var mu sync.Mutex
		do := makeOnce(s, window, byIdentity)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			mu.Lock()
			defer mu.Unlock()
			return do(ctx, o)
		})
	},
}
