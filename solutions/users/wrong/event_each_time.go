package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var eventEachTime = solutions.Wrong[New]{
	Name:   "event-each-time",
	Caught: "U2",
	Why:    "A PUT that changes nothing is told as a change: every retry is an event.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			u := users.Make(id, req.Profile)
			old, known := b.users[id]
			if known && old.Profile == req.Profile {
				u.UpdatedAt = old.UpdatedAt
			}
			return b.replace(ctx, known, u)
		}
		return s.Handler()
	},
}
