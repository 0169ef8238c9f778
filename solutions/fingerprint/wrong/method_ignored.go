package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var methodIgnored = solutions.Wrong[New]{
	Name:   "method-ignored",
	Caught: "F29",
	Why:    "Every method comes to one handler, and the fingerprint does not know it: a PUT gets the answer to a POST.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		mux := http.NewServeMux()
		mux.HandleFunc("/orders", answerBy(reservations.Read, makeOnce(s, window, func(o reservations.Order) any {
			o.Method = ""
			return o.Identity()
		})))
		return mux
	},
}
