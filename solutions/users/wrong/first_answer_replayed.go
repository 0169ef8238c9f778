package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var firstAnswerReplayed = solutions.Wrong[New]{
	Name:   "first-answer-replayed",
	Caught: "U2",
	Why:    "The first answer to a body is kept and replayed, 201 included: the user looks new each time.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		first := map[string]users.Answer{}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			if old, known := b.users[id]; known && old.Profile == req.Profile {
				return first[id]
			}
			first[id] = b.set(ctx, id, req.Profile)
			return first[id]
		}
		return s.Handler()
	},
}
