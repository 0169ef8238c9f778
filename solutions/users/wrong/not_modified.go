package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var notModified = solutions.Wrong[New]{
	Name:   "not-modified",
	Caught: "U2",
	Why:    "A PUT that changes nothing is answered 304 without a body: its client does not get the user.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if old, known := b.users[id]; known && old.Profile == req.Profile {
				return users.Answer{Status: http.StatusNotModified}
			}
			return b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
