package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var emailsFolded = solutions.Wrong[New]{
	Name:   "emails-folded",
	Caught: "U3",
	Why:    "Emails are stored in lower case: the user is not what was put, and the letters before the @ are the mailbox's own affair.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			req.Email = strings.ToLower(req.Email)
			return b.put(ctx, id, req)
		}
		return s.Handler()
	},
}
