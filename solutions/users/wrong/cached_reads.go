package wrong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var cachedReads = solutions.Wrong[New]{
	Name:   "cached-reads",
	Caught: "U3",
	Why:    "GETs are answered from a cache that a PUT does not clear: its own client reads the old user.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		type copied struct {
			users.Answer
			at time.Time
		}
		var cache sync.Map // id → copied
		s := b.service()
		s.Get = func(ctx context.Context, id string) users.Answer {
			if v, ok := cache.Load(id); ok && time.Since(v.(copied).at) < 100*time.Millisecond {
				return v.(copied).Answer
			}
			a := b.get(ctx, id)
			if a.Status == http.StatusOK {
				cache.Store(id, copied{a, time.Now()})
			}
			return a
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			defer cache.Delete(id)
			return b.delete(ctx, id)
		}
		return s.Handler()
	},
}
