package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var countedReplays = solutions.Wrong[New]{
	Name:   "counted-replays",
	Caught: "F22",
	Why:    "Replays are counted in the record without a lock.",
	Race:   true,
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		replays := 0
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				b.finish(rec, reserve(ctx, s, o))
			} else {
				replays++
			}
			return rec.wait(ctx)
		})
	},
}
