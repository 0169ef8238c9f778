package wrong

import (
	"context"
	"encoding/json"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var clientsClock = solutions.Wrong[New]{
	Name:   "clients-clock",
	Caught: "U1",
	Why:    "The body is stored as it comes, updatedAt included: the client says when the user was changed.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			u, old := users.Make(id, req.Profile), b.users[id]
			_ = json.Unmarshal([]byte(req.Raw), &u)
			if u.ID = id; old.Profile == req.Profile {
				return users.Shown(old)
			}
			return b.replace(ctx, old.ID != "", u)
		}
		return s.Handler()
	},
}
