package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var nonsenseDeletes = solutions.Wrong[New]{
	Name:   "nonsense-deletes",
	Caught: "U9",
	Why:    "PUT removes the old user before it reads the new one: a bad body leaves nobody.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Read = func(r *http.Request) (users.Request, error) {
			req, err := users.Read(r)
			if err != nil {
				b.drop(r.PathValue("id"))
			}
			return req, err
		}
		return s.Handler()
	},
}
