package wrong

import (
	"context"
	"fmt"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var countedIds = solutions.Wrong[New]{
	Name:   "counted-ids",
	Caught: "U7",
	Why:    "Ids are counted, and nobody looks whether a PUT has taken the next one.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		last := 0
		s := b.service()
		s.Post = func(ctx context.Context, req users.Request) (string, users.Answer) {
			b.mu.Lock()
			defer b.mu.Unlock()
			last++
			u := users.Make(fmt.Sprint(last), req.Profile)
			b.replace(ctx, false, u)
			return u.ID, users.Created(u)
		}
		return s.Handler()
	},
}
