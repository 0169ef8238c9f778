package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var getTouches = solutions.Wrong[New]{
	Name:   "get-touches",
	Caught: "U10",
	Why:    "A GET notes that the user was seen, in updatedAt: reading changes what is read.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Get = func(_ context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			u, known := b.users[id]
			if !known {
				return users.NotFound
			}
			u.UpdatedAt = time.Now().UTC()
			b.users[id] = u
			return users.Shown(u)
		}
		return s.Handler()
	},
}
