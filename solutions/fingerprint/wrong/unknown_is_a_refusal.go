package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var unknownIsARefusal = solutions.Wrong[New]{
	Name:   "unknown-is-a-refusal",
	Caught: "F31",
	Why:    "An error is an error: what may have happened is answered 422.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			return b.once(ctx, o.Identity(), func() reservations.Answer {
				a := reserve(ctx, s, o)
				if a.Status == http.StatusBadGateway {
					a = reservations.Refused
				}
				return a
			})
		})
	},
}
