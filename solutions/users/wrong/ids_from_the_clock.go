package wrong

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var idsFromTheClock = solutions.Wrong[New]{
	Name:   "ids-from-the-clock",
	Caught: "U7",
	Why:    "The id is the time: two POSTs in the same instant are one user.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Post = func(ctx context.Context, req users.Request) (string, users.Answer) {
			b.mu.Lock()
			defer b.mu.Unlock()
			u := users.Make(fmt.Sprint("u", time.Now().UnixNano()), req.Profile)
			b.replace(ctx, false, u)
			return u.ID, users.Created(u)
		}
		return s.Handler()
	},
}
