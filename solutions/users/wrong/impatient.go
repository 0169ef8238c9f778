package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var impatient = solutions.Wrong[New]{
	Name:   "impatient",
	Caught: "U22",
	Why:    "Who has waited for a second goes ahead without the lock: an event may take longer.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		turn := make(chan struct{}, 1)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			select {
			case turn <- struct{}{}:
				defer func() { <-turn }()
			case <-time.After(time.Second):
			}
			old, known := b.load(id)
			if known && old.Profile == req.Profile {
				return users.Shown(old)
			}
			u := users.Make(id, req.Profile)
			b.save(u)
			return b.tell(ctx, known, u)
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			turn <- struct{}{}
			defer func() { <-turn }()
			if _, known := b.load(id); known {
				b.drop(id)
				users.Tell(ctx, p, "user.deleted", id)
			}
			return users.Gone
		}
		return s.Handler()
	},
}
