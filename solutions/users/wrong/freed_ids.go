package wrong

import (
	"context"
	"fmt"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var freedIds = solutions.Wrong[New]{
	Name:   "freed-ids",
	Caught: "U7",
	Why:    "A POST takes the smallest id that nobody has: a late retry of a DELETE hits a user whom its client has never heard of.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Post = func(ctx context.Context, req users.Request) (string, users.Answer) {
			b.mu.Lock()
			defer b.mu.Unlock()
			for n := 1; ; n++ {
				id := fmt.Sprint(n)
				if _, taken := b.users[id]; !taken {
					return id, b.set(ctx, id, req.Profile)
				}
			}
		}
		return s.Handler()
	},
}
