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

var bothEnds = solutions.Wrong[New]{
	Name:   "both-ends",
	Caught: "F8",
	Why:    "Of a large order the first and the last kilobyte and the length are hashed.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			c := o.Canonical
			if len(c) <= 2<<10 {
				return c
			}
			return fmt.Append(nil, string(c[:1<<10]), len(c), string(c[len(c)-1<<10:]))
		})))
	},
}
