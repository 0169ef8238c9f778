package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var loadThenStore = solutions.Wrong[New]{
	Name:   "load-then-store",
	Caught: "U11",
	Why:    "Load and Store of a sync.Map are two steps: two requests can both create the user.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		var known sync.Map
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			if _, ok := known.Load(id); ok {
				return b.put(ctx, id, req)
			}
			known.Store(id, true)
			b.mu.Lock()
			defer b.mu.Unlock()
			return b.replace(ctx, false, users.Make(id, req.Profile))
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if _, ok := b.users[id]; ok {
				known.Delete(id)
			}
			return b.remove(ctx, id)
		}
		return s.Handler()
	},
}
