package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var readInTwoSteps = solutions.Wrong[New]{
	Name:   "read-in-two-steps",
	Caught: "U17",
	Why:    "GET reads the profile and the time in two steps: the answer mixes two versions.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Get = func(_ context.Context, id string) users.Answer {
			first, known := b.load(id)
			if !known {
				return users.NotFound
			}
			second, _ := b.load(id)
			return users.Shown(users.User{ID: id, Profile: users.Profile{Name: first.Name, Email: second.Email}, UpdatedAt: first.UpdatedAt})
		}
		return s.Handler()
	},
}
