package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var packageState = solutions.Wrong[New]{
	Name:   "package-state",
	Shared: true,
	Caught: "U21",
	Why:    "The users are kept in a package variable: two servers in one process share them.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		b.users = everybody
		return b.service().Handler()
	},
}

var everybody = map[string]users.User{}
