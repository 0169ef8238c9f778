package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var readsCounted = solutions.Wrong[New]{
	Name:   "reads-counted",
	Caught: "U17",
	Why:    "GETs are counted without a lock: the counter is a data race.",
	Race:   true,
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		var count int
		s := b.service()
		s.Get = func(ctx context.Context, id string) users.Answer {
			count++ // of reads, for a dashboard
			return b.get(ctx, id)
		}
		return s.Handler()
	},
}
