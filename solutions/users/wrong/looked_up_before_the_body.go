package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var lookedUpBeforeTheBody = solutions.Wrong[New]{
	Name:   "looked-up-before-the-body",
	Caught: "U16",
	Why:    "The user is looked up before the body is read, and what was seen then decides: a slow body makes it old.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		h := b.service().Handler()
		mux := http.NewServeMux()
		mux.Handle("/", h)
		mux.HandleFunc("PUT /users/{id}", func(w http.ResponseWriter, r *http.Request) {
			id := r.PathValue("id")
			b.mu.Lock()
			old, known := b.users[id]
			b.mu.Unlock()
			req, err := users.Read(r)
			switch {
			case err != nil:
				http.Error(w, err.Error(), http.StatusBadRequest)
			case known && old.Profile == req.Profile:
				users.Shown(old).WriteTo(w)
			default:
				b.mu.Lock()
				defer b.mu.Unlock()
				b.replace(r.Context(), known, users.Make(id, req.Profile)).WriteTo(w)
			}
		})
		return mux
	},
}
