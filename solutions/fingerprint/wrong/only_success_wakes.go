package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var onlySuccessWakes = solutions.Wrong[New]{
	Name:   "only-success-wakes",
	Caught: "F36",
	Why:    "Those who wait are woken by a success only: after a failure they wait for ever.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if !mine {
				return rec.wait(ctx)
			}
			a := reserve(ctx, s, o)
			if !a.Final() {
				b.free(rec.id)
				return a
			}
			b.finish(rec, a)
			return a
		})
	},
}
