package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var failuresForEver = solutions.Wrong[New]{
	Name:   "failures-for-ever",
	Caught: "F32",
	Why:    "Only successes get an end: after an unknown outcome the order can never be made again.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				a := reserve(ctx, s, o)
				if a.Status == http.StatusBadGateway {
					rec.answer = a
					close(rec.done)
					return a
				}
				b.finish(rec, a)
			}
			return rec.wait(ctx)
		})
	},
}
