package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var wholeUsersCompared = solutions.Wrong[New]{
	Name:   "whole-users-compared",
	Caught: "U2",
	Why:    "The new user is compared with the old one as a whole: updatedAt differs, so that nothing is ever the same.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			u := users.Make(id, req.Profile)
			old, known := b.users[id]
			if known && old == u {
				return users.Shown(old)
			}
			return b.replace(ctx, known, u)
		}
		return s.Handler()
	},
}
