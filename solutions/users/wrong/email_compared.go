package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var emailCompared = solutions.Wrong[New]{
	Name:   "email-compared",
	Caught: "U3",
	Why:    "Only the email decides whether a PUT changes anything: a new name is dropped.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if old, known := b.users[id]; known && old.Email == req.Email {
				return users.Shown(old)
			}
			return b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
