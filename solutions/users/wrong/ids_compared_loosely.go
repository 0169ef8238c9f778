package wrong

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var idsComparedLoosely = solutions.Wrong[New]{
	Name:   "ids-compared-loosely",
	Caught: "U5",
	Why:    "The ids in path and body are compared without regard to case: a PUT that means another user is carried out.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		s := newBook(p).service()
		s.Read = func(r *http.Request) (users.Request, error) {
			req, err := users.Decode(r.Body)
			if id := r.PathValue("id"); err == nil && id != "" && req.ID != nil && !strings.EqualFold(*req.ID, id) {
				err = errors.New("another id")
			}
			return req, err
		}
		return s.Handler()
	},
}
