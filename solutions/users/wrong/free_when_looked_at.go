package wrong

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var freeWhenLookedAt = solutions.Wrong[New]{
	Name:   "free-when-looked-at",
	Caught: "U14",
	Why:    "POST looks for a free id and takes it afterwards: a PUT that came first is overwritten.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		var last atomic.Int64
		s := b.service()
		s.Post = func(ctx context.Context, req users.Request) (string, users.Answer) {
			id := fmt.Sprint(last.Add(1))
			for _, taken := b.load(id); taken; _, taken = b.load(id) {
				id = fmt.Sprint(last.Add(1))
			}
			b.mu.Lock()
			defer b.mu.Unlock()
			u := users.Make(id, req.Profile)
			b.replace(ctx, false, u)
			return id, users.Created(u)
		}
		return s.Handler()
	},
}
