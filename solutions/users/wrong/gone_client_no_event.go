package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var goneClientNoEvent = solutions.Wrong[New]{
	Name:   "gone-client-no-event",
	Caught: "U18",
	Why:    "The event is left out when the client has gone meanwhile: there is a change of which nobody hears.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			old, known := b.users[id]
			if known && old.Profile == req.Profile {
				return users.Shown(old)
			}
			u := users.Make(id, req.Profile)
			b.users[id] = u
			if ctx.Err() != nil {
				return users.Answer{}
			}
			return b.tell(ctx, known, u)
		}
		return s.Handler()
	},
}
