package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var refusalStored = solutions.Wrong[New]{
	Name:   "refusal-stored",
	Caught: "F30",
	Why:    "A refusal is remembered as any other answer: the order can not be made when there is stock again.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			rec, mine := b.claim(o.Identity())
			if mine {
				a := reserve(ctx, s, o)
				b.mu.Lock()
				rec.answer, rec.until = a, time.Now().Add(window)
				b.done = append(b.done, rec)
				b.mu.Unlock()
				close(rec.done)
			}
			return rec.wait(ctx)
		})
	},
}
