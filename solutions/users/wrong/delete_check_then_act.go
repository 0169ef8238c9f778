package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var deleteCheckThenAct = solutions.Wrong[New]{
	Name:   "delete-check-then-act",
	Caught: "U13",
	Why:    "DELETE looks whether the user is there, and deletes it afterwards: two of them both tell.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Delete = func(ctx context.Context, id string) users.Answer {
			if _, known := b.load(id); known {
				b.drop(id)
				users.Tell(ctx, p, "user.deleted", id)
			}
			return users.Gone
		}
		return s.Handler()
	},
}
