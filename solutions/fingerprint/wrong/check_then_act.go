package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var checkThenAct = solutions.Wrong[New]{
	Name:   "check-then-act",
	Caught: "F18",
	Why:    "The seed looks the fingerprint up, reserves and stores: two clicks both find nothing.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		b := newBook(window)
		return serve(func(ctx context.Context, o reservations.Order) reservations.Answer {
			if rec, ok := b.find(o.Identity()); ok {
				return rec.answer
			}
			a := reserve(ctx, s, o)
			if rec, mine := b.claim(o.Identity()); mine {
				b.finish(rec, a)
			}
			return a
		})
	},
}

// find returns the record of id.
func (b *book) find(id any) (*record, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forget()
	rec, ok := b.records[id]
	return rec, ok
}
