package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var goneClientGoneOrder = solutions.Wrong[New]{
	Name:   "gone-client-gone-order",
	Caught: "F34",
	Why:    "When the client is gone its order is forgotten, as nobody has heard of it: the retry reserves again.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				b.finish(rec, reserve(ctx, s, o))
				if ctx.Err() != nil {
					b.free(rec.id)
				}
			}
			return rec.wait(ctx)
		})
	},
}
