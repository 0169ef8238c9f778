package wrong

import (
	"context"
	"crypto/rand"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var freeIdTaken = solutions.Wrong[New]{
	Name:   "free-id-taken",
	Caught: "U6",
	Why:    "A POST takes the id that its body asks for as long as nobody has it: the client chooses.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Post = func(ctx context.Context, req users.Request) (string, users.Answer) {
			b.mu.Lock()
			defer b.mu.Unlock()
			id := rand.Text()
			if req.ID != nil && b.users[*req.ID].ID == "" {
				id = *req.ID
			}
			return id, b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
