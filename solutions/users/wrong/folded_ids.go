package wrong

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var foldedIds = solutions.Wrong[New]{
	Name:   "folded-ids",
	Caught: "U5",
	Why:    "Ids are folded to lower case: two users are one.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		fold := strings.ToLower
		return users.Service{
			Put: func(ctx context.Context, id string, req users.Request) users.Answer {
				return named(b.put(ctx, fold(id), req), id)
			},
			Post: func(ctx context.Context, req users.Request) (string, users.Answer) {
				id := fold(rand.Text())
				return id, b.put(ctx, id, req)
			},
			Get:    func(ctx context.Context, id string) users.Answer { return named(b.get(ctx, fold(id)), id) },
			Delete: func(ctx context.Context, id string) users.Answer { return b.delete(ctx, fold(id)) },
		}.Handler()
	},
}

// named shows a user under another id.
func named(a users.Answer, id string) users.Answer {
	if u, ok := a.Show.(users.User); ok {
		u.ID = id
		a.Show = u
	}
	return a
}
