package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var answeredFromTheStore = solutions.Wrong[New]{
	Name:   "answered-from-the-store",
	Caught: "U12",
	Why:    "The answer is read from the store when the change is over: it may show what somebody else has made of it.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			a := b.put(ctx, id, req)
			if u, known := b.load(id); known {
				a.Show = u
			}
			return a
		}
		return s.Handler()
	},
}
