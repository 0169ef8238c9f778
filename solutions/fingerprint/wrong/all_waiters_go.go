package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var allWaitersGo = solutions.Wrong[New]{
	Name:   "all-waiters-go",
	Caught: "F36",
	Why:    "When the first one is refused all who waited try at once.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				b.finish(rec, reserve(ctx, s, o))
				return rec.answer
			}
			a := rec.wait(ctx)
			if !a.Final() {
				return reserve(ctx, s, o)
			}
			return a
		})
	},
}
