package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var panicFrees = solutions.Wrong[New]{
	Name:   "panic-frees",
	Caught: "F33",
	Why:    "A deferred call frees the order when the warehouse panics: the retry reserves again.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				a := reservations.Refused // stands after a panic
				defer func() { b.finish(rec, a) }()
				id, err := s.Reserve(context.WithoutCancel(ctx), o.Wanted())
				a = reservations.Of(o, id, err)
				return a
			}
			return rec.wait(ctx)
		})
	},
}
