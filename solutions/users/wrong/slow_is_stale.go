package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var slowIsStale = solutions.Wrong[New]{
	Name:   "slow-is-stale",
	Caught: "U22",
	Why:    "A PUT that had to wait for its turn for more than a second is dropped, and its client told what is there: it was not carried out.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			came := time.Now()
			b.mu.Lock()
			defer b.mu.Unlock()
			if u, known := b.users[id]; known && time.Since(came) > time.Second {
				return users.Shown(u)
			}
			return b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
