package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var bodyIdWins = solutions.Wrong[New]{
	Name:   "body-id-wins",
	Caught: "U5",
	Why:    "The id is taken from the path and then overwritten by the body: a PUT of one user replaces another.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Read = func(r *http.Request) (users.Request, error) { return users.Decode(r.Body) }
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			if req.ID != nil {
				id = *req.ID
			}
			return b.put(ctx, id, req)
		}
		return s.Handler()
	},
}
