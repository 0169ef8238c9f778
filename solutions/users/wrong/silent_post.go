package wrong

import (
	"context"
	"crypto/rand"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var silentPost = solutions.Wrong[New]{
	Name:   "silent-post",
	Caught: "U1",
	Why:    "Only PUT and DELETE publish: nobody hears of users who were posted.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Post = func(_ context.Context, req users.Request) (string, users.Answer) {
			u := users.Make(rand.Text(), req.Profile)
			b.save(u)
			return u.ID, users.Created(u)
		}
		return s.Handler()
	},
}
