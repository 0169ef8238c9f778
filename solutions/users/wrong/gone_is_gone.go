package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var goneIsGone = solutions.Wrong[New]{
	Name:   "gone-is-gone",
	Caught: "U15",
	Why:    "A second DELETE is told 204 as soon as the user is out of the map, before anybody has heard of it.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		leaving := map[string]bool{}
		var mu sync.Mutex
		s := b.service()
		s.Delete = func(ctx context.Context, id string) users.Answer {
			mu.Lock()
			if leaving[id] {
				mu.Unlock()
				return users.Gone
			}
			leaving[id] = true
			mu.Unlock()
			defer func() {
				mu.Lock()
				delete(leaving, id)
				mu.Unlock()
			}()
			return b.delete(ctx, id)
		}
		return s.Handler()
	},
}
