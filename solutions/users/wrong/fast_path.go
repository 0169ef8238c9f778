package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var fastPath = solutions.Wrong[New]{
	Name:   "fast-path",
	Caught: "U15",
	Why:    "A duplicate is recognised before it takes the lock: it is told that all is well before the event of the change is out.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		var shown sync.Map // id → users.User
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			if u, ok := shown.Load(id); ok && u.(users.User).Profile == req.Profile {
				return users.Shown(u.(users.User))
			}
			b.mu.Lock()
			defer b.mu.Unlock()
			old, known := b.users[id]
			if known && old.Profile == req.Profile {
				return users.Shown(old)
			}
			u := users.Make(id, req.Profile)
			shown.Store(id, u)
			return b.replace(ctx, known, u)
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			shown.Delete(id)
			return b.remove(ctx, id)
		}
		return s.Handler()
	},
}
