package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var deletionToldLate = solutions.Wrong[New]{
	Name:   "deletion-told-late",
	Caught: "U13",
	Why:    "DELETE gives the lock back before it tells: the user can be created anew before its end is known.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			_, known := b.users[id]
			delete(b.users, id)
			b.mu.Unlock()
			if known {
				users.Tell(ctx, p, "user.deleted", id)
			}
			return users.Gone
		}
		return s.Handler()
	},
}
