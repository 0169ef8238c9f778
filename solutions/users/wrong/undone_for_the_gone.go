package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var undoneForTheGone = solutions.Wrong[New]{
	Name:   "undone-for-the-gone",
	Caught: "U18",
	Why:    "The change is undone when its client has gone: its event is out.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			old, known := b.users[id]
			a := b.set(ctx, id, req.Profile)
			if ctx.Err() == nil {
				return a
			}
			b.users[id] = old
			if !known {
				delete(b.users, id)
			}
			return users.Answer{}
		}
		return s.Handler()
	},
}
