package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var windowInTheHash = solutions.Wrong[New]{
	Name:   "window-in-the-hash",
	Caught: "F14",
	Why:    "The number of the window that it is now is hashed too: an order just before its end is not recognised just behind it.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			return [2]any{o.Identity(), time.Now().Truncate(window)}
		}))
	},
}
