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

var printedValues = solutions.Wrong[New]{
	Name:   "printed-values",
	Caught: "F6",
	Why:    "What is hashed is the body as fmt prints it: 1 and its text look the same.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		return serve(makeOnce(s, window, byBody(func(o reservations.Order) []byte {
			v, _ := reservations.Parse(o.Canonical)
			return fmt.Append(nil, v)
		})))
	},
}
