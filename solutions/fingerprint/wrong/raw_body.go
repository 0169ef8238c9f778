package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var rawBody = solutions.Wrong[New]{
	Name:   "raw-body",
	Caught: "F4",
	Why:    "The bytes of the body are hashed as they are: white space or another order of members makes another order.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte { return o.Body })))
	},
}
