package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var checkThenAct = solutions.Wrong[New]{
	Name:   "check-then-act",
	Caught: "U11",
	Why:    "The user is looked up, and stored afterwards: duplicates that arrive in between all find nobody.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			old, known := b.load(id)
			if known && old.Profile == req.Profile {
				return users.Shown(old)
			}
			u := users.Make(id, req.Profile)
			b.save(u)
			return b.tell(ctx, known, u)
		}
		return s.Handler()
	},
}
