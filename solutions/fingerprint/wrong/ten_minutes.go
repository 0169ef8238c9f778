package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var tenMinutes = solutions.Wrong[New]{
	Name:   "ten-minutes",
	Caught: "F15",
	Why:    "The window is ten minutes, whatever is asked for.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, max(window, 10*time.Minute), byIdentity))
	},
}
