package wrong

import (
	"context"
	"crypto/rand"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var postByEmail = solutions.Wrong[New]{
	Name:   "post-by-email",
	Caught: "U6",
	Why:    "A POST with a known email is taken for a retry and answered with the user who has it: nothing says that it is one.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Post = func(ctx context.Context, req users.Request) (string, users.Answer) {
			b.mu.Lock()
			defer b.mu.Unlock()
			for _, u := range b.users {
				if u.Email == req.Email {
					return u.ID, users.Created(u)
				}
			}
			id := rand.Text()
			return id, b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
