package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var softDelete = solutions.Wrong[New]{
	Name:   "soft-delete",
	Caught: "U8",
	Why:    "A deleted user is only marked: a PUT of what it was finds nothing to change, and it stays deleted.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		deleted := map[string]bool{}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if old := b.users[id]; old.Profile == req.Profile {
				return users.Shown(old)
			}
			known := b.users[id].ID != "" && !deleted[id]
			delete(deleted, id)
			return b.replace(ctx, known, users.Make(id, req.Profile))
		}
		s.Get = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if u, known := b.users[id]; known && !deleted[id] {
				return users.Shown(u)
			}
			return users.NotFound
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if _, known := b.users[id]; known && !deleted[id] {
				deleted[id] = true
				users.Tell(ctx, p, "user.deleted", id)
			}
			return users.Gone
		}
		return s.Handler()
	},
}
