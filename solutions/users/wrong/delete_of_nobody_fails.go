package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var deleteOfNobodyFails = solutions.Wrong[New]{
	Name:   "delete-of-nobody-fails",
	Caught: "U8",
	Why:    "A second DELETE is answered 409: the retry of a success looks like a failure.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if _, known := b.users[id]; !known {
				return users.InFlight
			}
			return b.remove(ctx, id)
		}
		return s.Handler()
	},
}
