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

var trailingBytes = solutions.Wrong[New]{
	Name:   "trailing-bytes",
	Caught: "U9",
	Why:    "A decoder stops at the end of the object: what follows it goes unnoticed.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		s := newBook(p).service()
		s.Read = func(r *http.Request) (users.Request, error) {
			data, err := io.ReadAll(r.Body)
			if err != nil {
				return users.Request{}, err
			}
			var first json.RawMessage
			if json.NewDecoder(bytes.NewReader(data)).Decode(&first) == nil {
				data = first
			}
			r.Body = io.NopCloser(bytes.NewReader(data))
			return users.Read(r)
		}
		return s.Handler()
	},
}
