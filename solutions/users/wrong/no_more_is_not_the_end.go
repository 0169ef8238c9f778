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

var noMoreIsNotTheEnd = solutions.Wrong[New]{
	Name:   "no-more-is-not-the-end",
	Caught: "U9",
	Why:    "Decoder.More looks for another element, not for the end: a closing brace too many goes unnoticed.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		s := newBook(p).service()
		s.Read = func(r *http.Request) (users.Request, error) {
			data, err := io.ReadAll(r.Body)
			if err != nil {
				return users.Request{}, err
			}
			var first json.RawMessage
			d := json.NewDecoder(bytes.NewReader(data))
			if d.Decode(&first) == nil && !d.More() {
				data = first
			}
			r.Body = io.NopCloser(bytes.NewReader(data))
			return users.Read(r)
		}
		return s.Handler()
	},
}
