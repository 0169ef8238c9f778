package wrong

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var placeMadeBeforeTheBody = solutions.Wrong[New]{
	Name:   "place-made-before-the-body",
	Caught: "U19",
	Why:    "PUT makes a place for the user before it reads the body: half an upload leaves an empty user.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Read = func(r *http.Request) (users.Request, error) {
			id := r.PathValue("id")
			first := make([]byte, 1)
			n, _ := r.Body.Read(first)
			rest, err := io.ReadAll(r.Body)
			if err != nil && id != "" {
				b.mu.Lock()
				if _, known := b.users[id]; !known {
					b.users[id] = users.Make(id, users.Profile{})
				}
				b.mu.Unlock()
				return users.Request{}, err
			}
			r.Body = io.NopCloser(bytes.NewReader(append(first[:n], rest...)))
			return users.Read(r)
		}
		return s.Handler()
	},
}
