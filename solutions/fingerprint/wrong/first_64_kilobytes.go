package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var first64Kilobytes = solutions.Wrong[New]{
	Name:   "first-64-kilobytes",
	Caught: "F8",
	Why:    "Only the first 64 KB are hashed, to save time on large orders.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte { return o.Canonical[:min(len(o.Canonical), 64<<10)] })))
	},
}
