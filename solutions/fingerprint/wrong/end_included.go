package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var endIncluded = solutions.Wrong[New]{
	Name:   "end-included",
	Caught: "F15",
	Why:    "At the very end of its window an order is still recognised.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(rememberUntil(s, func() time.Time { return time.Now().Add(window + 1) }))
	},
}
