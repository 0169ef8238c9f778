package wrong

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var flightWithoutCaller = solutions.Wrong[New]{
	Name:   "flight-without-caller",
	Caught: "F19",
	Why:    "Orders are stored by caller, but a flight is named by the body alone: two customers who order the same at once are one.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		var flights singleflight.Group
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			v, _, _ := flights.Do(hex.EncodeToString(fmt.Append(nil, o.Identity().Body)), func() (any, error) {
				return b.once(ctx, o.Identity(), func() reservations.Answer { return reserve(ctx, s, o) }), nil
			})
			return v.(reservations.Answer)
		})
	},
}
