package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var comparedBeforeTheLock = solutions.Wrong[New]{
	Name:   "compared-before-the-lock",
	Caught: "U11",
	Why:    "Whether anything changes is decided before the lock is taken: by then it may have changed already.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			old, was := b.load(id)
			if was && old.Profile == req.Profile {
				return users.Shown(old)
			}
			b.mu.Lock()
			defer b.mu.Unlock()
			_, known := b.users[id]
			return b.replace(ctx, known, users.Make(id, req.Profile))
		}
		return s.Handler()
	},
}
