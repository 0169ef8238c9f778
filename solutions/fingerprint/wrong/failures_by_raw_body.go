package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var failuresByRawBody = solutions.Wrong[New]{
	Name:   "failures-by-raw-body",
	Caught: "F40",
	Why:    "A cache in front knows bodies as they were sent, and only it is told of an unknown outcome: the same order in other words is made again.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b, cache := newBook(window), newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			raw := [2]string{o.Caller, string(o.Body)}
			rec, mine := cache.claim(raw)
			if !mine {
				return rec.wait(ctx)
			}
			inner, first := b.claim(o.Identity())
			if first {
				a := reserve(ctx, s, o)
				if a.Status == http.StatusBadGateway {
					b.free(inner.id)
					inner.answer = a
					close(inner.done)
				} else {
					b.finish(inner, a)
				}
			}
			<-inner.done
			cache.finish(rec, inner.answer)
			return inner.answer
		})
	},
}
