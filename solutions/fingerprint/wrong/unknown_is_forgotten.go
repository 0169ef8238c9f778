package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var unknownIsForgotten = solutions.Wrong[New]{
	Name:   "unknown-is-forgotten",
	Caught: "F31",
	Why:    "Any error lets the next one try again, also after the items may have been reserved.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				a := reserve(ctx, s, o)
				if a.Status == http.StatusBadGateway {
					b.free(rec.id)
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
