package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var getIsTold = solutions.Wrong[New]{
	Name:   "get-is-told",
	Caught: "U10",
	Why:    "Each GET publishes an event of its own: retries of what should be safe are not.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Get = func(ctx context.Context, id string) users.Answer {
			if _, known := b.load(id); known {
				users.Tell(ctx, p, "user.viewed", id)
			}
			return b.get(ctx, id)
		}
		return s.Handler()
	},
}
