package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var joined = solutions.Wrong[New]{
	Name:   "joined",
	Caught: "U3",
	Why:    "Name and email are joined before they are compared: two users whose parts end elsewhere are the same.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if old, known := b.users[id]; known && old.Name+"|"+old.Email == req.Name+"|"+req.Email {
				return users.Shown(old)
			}
			return b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
