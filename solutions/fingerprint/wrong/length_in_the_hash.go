package wrong

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var lengthInTheHash = solutions.Wrong[New]{
	Name:   "length-in-the-hash",
	Caught: "F4",
	Why:    "The length of the body as it was sent is hashed too: white space makes another order.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			return fmt.Append(nil, len(o.Body), string(o.Canonical))
		})))
	},
}
