package wrong

import (
	"context"
	"errors"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var merged = solutions.Wrong[New]{
	Name:   "merged",
	Caught: "U3",
	Why:    "The body is decoded into the old user: a member that is missing keeps its old value.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Read = func(r *http.Request) (users.Request, error) {
			old, _ := b.load(r.PathValue("id"))
			req := users.Request{Profile: old.Profile}
			err := users.DecodeInto(r.Body, &req)
			if id := r.PathValue("id"); err == nil && id != "" && req.ID != nil && *req.ID != id {
				err = errors.New("another id")
			}
			return req, err
		}
		return s.Handler()
	},
}
