package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var updatedAtFrozen = solutions.Wrong[New]{
	Name:   "updated-at-frozen",
	Caught: "U3",
	Why:    "updatedAt is set when the user is created and never again: it does not move with a change.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			old, known := b.users[id]
			if !known || old.Profile == req.Profile {
				return b.set(ctx, id, req.Profile)
			}
			old.Profile = req.Profile
			return b.replace(ctx, true, old)
		}
		return s.Handler()
	},
}
