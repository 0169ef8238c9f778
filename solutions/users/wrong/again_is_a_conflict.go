package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var againIsAConflict = solutions.Wrong[New]{
	Name:   "again-is-a-conflict",
	Caught: "U2",
	Why:    "A PUT of what is there already is answered 409: the retry of a success looks like a failure.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			if old, known := b.load(id); known && old.Profile == req.Profile {
				return users.InFlight
			}
			return b.put(ctx, id, req)
		}
		return s.Handler()
	},
}
