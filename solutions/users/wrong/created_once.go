package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var createdOnce = solutions.Wrong[New]{
	Name:   "created-once",
	Caught: "U8",
	Why:    "user.created is told once for each id and never again: who comes back after a DELETE comes back in silence.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		told := map[string]bool{}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if _, known := b.users[id]; !known && told[id] {
				b.users[id] = users.Make(id, req.Profile)
				return users.Created(b.users[id])
			}
			told[id] = true
			return b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
