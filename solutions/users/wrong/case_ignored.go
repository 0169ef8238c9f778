package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var caseIgnored = solutions.Wrong[New]{
	Name:   "case-ignored",
	Caught: "U3",
	Why:    "Names that differ in case are taken for the same: the correction of a name is dropped.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if old, known := b.users[id]; known && strings.EqualFold(old.Name, req.Name) && old.Email == req.Email {
				return users.Shown(old)
			}
			return b.set(ctx, id, req.Profile)
		}
		return s.Handler()
	},
}
