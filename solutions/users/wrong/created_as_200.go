package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var createdAs200 = solutions.Wrong[New]{
	Name:   "created-as-200",
	Caught: "U1",
	Why:    "A PUT that creates is answered 200: its client can not tell that there was nobody.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			a := b.put(ctx, id, req)
			a.Status = http.StatusOK
			return a
		}
		return s.Handler()
	},
}
