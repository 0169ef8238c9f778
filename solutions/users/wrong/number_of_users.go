package wrong

import (
	"context"
	"fmt"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var numberOfUsers = solutions.Wrong[New]{
	Name:   "number-of-users",
	Caught: "U7",
	Why:    "The id is the number of users and one: after a DELETE the next POST replaces somebody who is there.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Post = func(ctx context.Context, req users.Request) (string, users.Answer) {
			b.mu.Lock()
			defer b.mu.Unlock()
			u := users.Make(fmt.Sprint("user", len(b.users)+1), req.Profile)
			b.replace(ctx, false, u)
			return u.ID, users.Created(u)
		}
		return s.Handler()
	},
}
