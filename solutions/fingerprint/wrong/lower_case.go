package wrong

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var lowerCase = solutions.Wrong[New]{
	Name:   "lower-case",
	Caught: "F6",
	Why:    "What is hashed is in lower case: an article in capitals is the same as one without.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte { return bytes.ToLower(o.Canonical) })))
	},
}
