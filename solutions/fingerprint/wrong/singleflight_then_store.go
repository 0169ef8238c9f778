package wrong

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var singleflightThenStore = solutions.Wrong[New]{
	Name:   "singleflight-then-store",
	Caught: "F18",
	Why:    "Duplicates share one flight, and its answer is stored when it has landed: in between the order looks new.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		var flights singleflight.Group
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			if rec, ok := b.find(o.Identity()); ok {
				return rec.answer
			}
			v, _, _ := flights.Do(fmt.Sprintf("%q", o.Identity()), func() (any, error) { return reserve(ctx, s, o), nil })
			if rec, mine := b.claim(o.Identity()); mine {
				b.finish(rec, v.(reservations.Answer))
			}
			return v.(reservations.Answer)
		})
	},
}
