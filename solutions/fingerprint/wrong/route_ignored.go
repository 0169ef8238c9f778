package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var routeIgnored = solutions.Wrong[New]{
	Name:   "route-ignored",
	Caught: "F29",
	Why:    "Every path below / comes to one handler, and the fingerprint does not know it.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		mux := http.NewServeMux()
		mux.HandleFunc("POST /", answerBy(reservations.Read, makeOnce(s, window, func(o reservations.Order) any {
			o.Path = ""
			return o.Identity()
		})))
		return mux
	},
}
