package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var shortMemory = solutions.Wrong[New]{
	Name:   "short-memory",
	Caught: "U2",
	Why:    "A PUT is known as a duplicate for ten minutes only: who looks at the clock in place of the user writes it again.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			old, known := b.users[id]
			if known && old.Profile == req.Profile && time.Since(old.UpdatedAt) < 10*time.Minute {
				return users.Shown(old)
			}
			return b.replace(ctx, known, users.Make(id, req.Profile))
		}
		return s.Handler()
	},
}
