package wrong

import (
	"context"
	"crypto/rand"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var postOverwrites = solutions.Wrong[New]{
	Name:   "post-overwrites",
	Caught: "U6",
	Why:    "A POST takes the id that its body asks for: it replaces the user who has it.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Post = func(ctx context.Context, req users.Request) (string, users.Answer) {
			id := rand.Text()
			if req.ID != nil {
				id = *req.ID
			}
			b.mu.Lock()
			defer b.mu.Unlock()
			u := users.Make(id, req.Profile)
			b.replace(ctx, false, u)
			return id, users.Created(u)
		}
		return s.Handler()
	},
}
