package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var namesTrimmed = solutions.Wrong[New]{
	Name:   "names-trimmed",
	Caught: "U3",
	Why:    "Names are trimmed before they are compared, and so is what is stored: the user is not what was put.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			req.Name = strings.TrimSpace(req.Name)
			return b.put(ctx, id, req)
		}
		return s.Handler()
	},
}
