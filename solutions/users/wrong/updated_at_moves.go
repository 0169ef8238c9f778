package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var updatedAtMoves = solutions.Wrong[New]{
	Name:   "updated-at-moves",
	Caught: "U2",
	Why:    "Every PUT takes the time anew: what a client sees changes although nothing has changed.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if old, known := b.users[id]; known && old.Profile == req.Profile {
				b.users[id] = users.Make(id, req.Profile)
				return users.Shown(b.users[id])
			}
			return b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
