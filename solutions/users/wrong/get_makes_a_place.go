package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var getMakesAPlace = solutions.Wrong[New]{
	Name:   "get-makes-a-place",
	Caught: "U10",
	Why:    "A GET makes an entry where there is none: the PUT after it finds the user known.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Get = func(_ context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			u, known := b.users[id]
			b.users[id] = u
			if !known || u.ID == "" {
				return users.NotFound
			}
			return users.Shown(u)
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if b.users[id].ID == "" {
				return users.NotFound
			}
			return b.remove(ctx, id)
		}
		return s.Handler()
	},
}
