package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var deletedForGood = solutions.Wrong[New]{
	Name:   "deleted-for-good",
	Caught: "U8",
	Why:    "A deleted id is never used again: the PUT after a DELETE is answered 410.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		dead := map[string]bool{}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if dead[id] {
				return users.Answer{Status: http.StatusGone}
			}
			return b.set(ctx, id, req.Profile)
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if _, known := b.users[id]; known {
				dead[id] = true
			}
			return b.remove(ctx, id)
		}
		return s.Handler()
	},
}
