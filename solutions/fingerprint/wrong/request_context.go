package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var requestContext = solutions.Wrong[New]{
	Name:   "request-context",
	Caught: "F34",
	Why:    "The reservation runs under the request's context and is cut off when the client leaves.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			return b.once(ctx, o.Identity(), func() (a reservations.Answer) {
				a = reservations.Unknown
				defer func() { _ = recover() }()
				id, err := s.Reserve(ctx, o.Wanted())
				return reservations.Of(o, id, err)
			})
		})
	},
}
