package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var replayAs200 = solutions.Wrong[New]{
	Name:   "replay-as-200",
	Caught: "F2",
	Why:    "A replay is answered 200, as nothing was created this time: it is not the first answer.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				b.finish(rec, reserve(ctx, s, o))
			}
			a := rec.wait(ctx)
			if !mine && a.Status == http.StatusCreated {
				a.Status = http.StatusOK
			}
			return a
		})
	},
}
