package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var bodyIdIgnored = solutions.Wrong[New]{
	Name:   "body-id-ignored",
	Caught: "U5",
	Why:    "Another id in the body of a PUT is ignored: a client that mixed up two users hears nothing of it.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		s := newBook(p).service()
		s.Read = func(r *http.Request) (users.Request, error) { return users.Decode(r.Body) }
		return s.Handler()
	},
}
