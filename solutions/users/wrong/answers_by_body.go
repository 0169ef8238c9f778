package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var answersByBody = solutions.Wrong[New]{
	Name:   "answers-by-body",
	Caught: "U4",
	Why:    "Answers are cached by path and body, and the cache knows nothing of what happened since.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		cache := map[string]users.Answer{}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if a, ok := cache[id+req.Raw]; ok {
				a.Status = http.StatusOK
				return a
			}
			a := b.set(ctx, id, req.Profile)
			cache[id+req.Raw] = a
			return a
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			for k := range cache {
				if strings.HasPrefix(k, id) {
					delete(cache, k)
				}
			}
			return b.remove(ctx, id)
		}
		return s.Handler()
	},
}
