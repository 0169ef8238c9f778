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

var escapedPath = solutions.Wrong[New]{
	Name:   "escaped-path",
	Caught: "U5",
	Why:    "The id is cut out of the path as it was sent: who sends the same id in the body is refused.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		s := newBook(p).service()
		s.Read = func(r *http.Request) (users.Request, error) {
			req, err := users.Decode(r.Body)
			id := strings.TrimPrefix(r.URL.EscapedPath(), "/users/")
			if err == nil && r.Method == http.MethodPut && req.ID != nil && *req.ID != id {
				err = errors.New("another id")
			}
			return req, err
		}
		return s.Handler()
	},
}
