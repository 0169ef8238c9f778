package wrong

import (
	"context"
	"errors"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var storedThenCompared = solutions.Wrong[New]{
	Name:   "stored-then-compared",
	Caught: "U5",
	Why:    "The user is stored first, and then the id in the body is compared: the 400 has changed something.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Read = func(r *http.Request) (users.Request, error) {
			req, err := users.Decode(r.Body)
			if id := r.PathValue("id"); err == nil && id != "" && req.ID != nil && *req.ID != id {
				b.put(r.Context(), id, req)
				err = errors.New("another id")
			}
			return req, err
		}
		return s.Handler()
	},
}
