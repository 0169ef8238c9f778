package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var callerCut = solutions.Wrong[New]{
	Name:   "caller-cut",
	Caught: "F28",
	Why:    "The caller is cut to 64 bytes, as wide as the column is.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, func(o reservations.Order) any {
			o.Caller = o.Caller[:min(len(o.Caller), 64)]
			return o.Identity()
		}))
	},
}
