package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var firstKilobyte = solutions.Wrong[New]{
	Name:   "first-kilobyte",
	Caught: "U3",
	Why:    "Only the first kilobyte of a body is compared: a change at its end is dropped.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			old, known := b.users[id]
			if n := 1 << 10; known && len(old.Name) > n && len(req.Name) > n && old.Name[:n] == req.Name[:n] {
				return users.Shown(old)
			}
			return b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
