package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var lastThousand = solutions.Wrong[New]{
	Name:   "last-thousand",
	Caught: "F27",
	Why:    "The last thousand orders are remembered: on a busy day that is less than the window.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		var ids []any
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				b.finish(rec, reserve(ctx, s, o))
				b.mu.Lock()
				if ids = append(ids, rec.id); len(ids) > 1000 {
					delete(b.records, ids[0])
					ids = ids[1:]
				}
				b.mu.Unlock()
			}
			return rec.wait(ctx)
		})
	},
}
