package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var alwaysUpdated = solutions.Wrong[New]{
	Name:   "always-updated",
	Caught: "U1",
	Why:    "PUT is an upsert that never asks whether the user is new: it always tells user.updated.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			old, known := b.users[id]
			if known && old.Profile == req.Profile {
				return users.Shown(old)
			}
			a := b.replace(ctx, true, users.Make(id, req.Profile))
			if !known {
				a.Status = http.StatusCreated
			}
			return a
		}
		return s.Handler()
	},
}
