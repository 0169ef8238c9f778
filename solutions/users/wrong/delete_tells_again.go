package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var deleteTellsAgain = solutions.Wrong[New]{
	Name:   "delete-tells-again",
	Caught: "U8",
	Why:    "A DELETE is told whether or not there was anybody: every retry is an event.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			delete(b.users, id)
			users.Tell(ctx, p, "user.deleted", id)
			return users.Gone
		}
		return s.Handler()
	},
}
