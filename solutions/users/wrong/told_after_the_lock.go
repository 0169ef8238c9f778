package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var toldAfterTheLock = solutions.Wrong[New]{
	Name:   "told-after-the-lock",
	Caught: "U12",
	Why:    "The event is published after the lock is given back: the events of two changes can overtake each other.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			old, known := b.users[id]
			if known && old.Profile == req.Profile {
				b.mu.Unlock()
				return users.Shown(old)
			}
			u := users.Make(id, req.Profile)
			b.users[id] = u
			b.mu.Unlock()
			return b.tell(ctx, known, u)
		}
		return s.Handler()
	},
}
