package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var panicKeepsTheClaim = solutions.Wrong[New]{
	Name:   "panic-keeps-the-claim",
	Caught: "F33",
	Why:    "A panic leaves the claim as it is: from then on everybody is told 409.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if !mine {
				select {
				case <-rec.done:
					return rec.answer
				default:
					return reservations.InFlight
				}
			}
			id, err := s.Reserve(context.WithoutCancel(ctx), o.Wanted())
			b.finish(rec, reservations.Of(o, id, err))
			return rec.answer
		})
	},
}
