package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var errorComparedByValue = solutions.Wrong[New]{
	Name:   "error-compared-by-value",
	Caught: "F30",
	Why:    "The warehouse's error is compared with ==: it comes wrapped, so that no refusal is ever seen.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			return b.once(ctx, o.Identity(), func() (a reservations.Answer) {
				a = reservations.Unknown
				defer func() { _ = recover() }()
				id, err := s.Reserve(context.WithoutCancel(ctx), o.Wanted())
				switch {
				case err == nil:
					return reservations.Success(o, id)
				case err == warehouse.ErrRefused: //nolint:errorlint // the mistake
					return reservations.Refused
				}
				return reservations.Unknown
			})
		})
	},
}
