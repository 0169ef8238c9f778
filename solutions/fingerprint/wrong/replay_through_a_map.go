package wrong

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var replayThroughAMap = solutions.Wrong[New]{
	Name:   "replay-through-a-map",
	Caught: "F3",
	Why:    "The stored answer is decoded into a map and encoded again: a large quantity comes back as another number.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				b.finish(rec, reserve(ctx, s, o))
				return rec.answer
			}
			a := rec.wait(ctx)
			var v any
			if json.Unmarshal(a.Body, &v) == nil {
				a.Body, _ = json.Marshal(v)
			}
			return a
		})
	},
}
