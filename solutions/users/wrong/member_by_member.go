package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var memberByMember = solutions.Wrong[New]{
	Name:   "member-by-member",
	Caught: "U12",
	Why:    "Name and email are set one after the other, each under the lock: two PUTs end in a mixture.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			old, known := b.users[id]
			if !known || old.Profile == req.Profile {
				defer b.mu.Unlock()
				return b.set(ctx, id, req.Profile)
			}
			old.Name = req.Name
			b.users[id] = old
			b.mu.Unlock()
			b.mu.Lock()
			defer b.mu.Unlock()
			u := users.Make(id, users.Profile{Name: b.users[id].Name, Email: req.Email})
			return b.replace(ctx, true, u)
		}
		return s.Handler()
	},
}
