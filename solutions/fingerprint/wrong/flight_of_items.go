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

var flightOfItems = solutions.Wrong[New]{
	Name:   "flight-of-items",
	Caught: "F19",
	Why:    "A flight is named by the items alone: two orders that differ in another member and come at once are one.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		var flights singleflight.Group
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			v, _, _ := flights.Do(fmt.Sprintf("%q %+v", o.Caller, o.Items), func() (any, error) {
				return b.once(ctx, o.Identity(), func() reservations.Answer { return reserve(ctx, s, o) }), nil
			})
			return v.(reservations.Answer)
		})
	},
}
