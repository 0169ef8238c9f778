package wrong

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var singleflightOnly = solutions.Wrong[New]{
	Name:   "singleflight-only",
	Caught: "F2",
	Why:    "Requests at once share one flight, and when it has landed it is forgotten: a retry reserves again.",
	New: func(_ context.Context, s warehouse.Reserver, _ time.Duration) http.Handler {
		var flights singleflight.Group
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			a, _, _ := flights.Do(fmt.Sprintf("%q", o.Identity()), func() (any, error) { return reserve(ctx, s, o), nil })
			return a.(reservations.Answer)
		})
	},
}
