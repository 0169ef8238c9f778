package wrong

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var decodedInPlace = solutions.Wrong[New]{
	Name:   "decoded-in-place",
	Caught: "U9",
	Why:    "The body is decoded into the stored user: what came before the error stays.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Read = func(r *http.Request) (users.Request, error) {
			data, err := io.ReadAll(r.Body)
			if err != nil {
				return users.Request{}, err
			}
			r.Body = io.NopCloser(bytes.NewReader(data))
			req, err := users.Read(r)
			b.mu.Lock()
			defer b.mu.Unlock()
			if u, known := b.users[r.PathValue("id")]; known && err != nil && req.ID == nil {
				_ = json.Unmarshal(data, &u.Profile)
				b.users[u.ID] = u
			}
			return req, err
		}
		return s.Handler()
	},
}
