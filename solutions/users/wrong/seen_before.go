package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var seenBefore = solutions.Wrong[New]{
	Name:   "seen-before",
	Caught: "U4",
	Why:    "A body that this user was put with before counts as a retry: the way back to an old state is closed.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		type wish struct {
			id string
			users.Profile
		}
		seen := map[wish]bool{}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if u, known := b.users[id]; known && seen[wish{id, req.Profile}] {
				return users.Shown(u)
			}
			seen[wish{id, req.Profile}] = true
			return b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
