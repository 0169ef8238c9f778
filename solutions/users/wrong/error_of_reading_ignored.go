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

var errorOfReadingIgnored = solutions.Wrong[New]{
	Name:   "error-of-reading-ignored",
	Caught: "U19",
	Why:    "An error while the body is read is ignored: what came before it is taken for the whole.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		s := newBook(p).service()
		s.Read = func(r *http.Request) (users.Request, error) {
			data, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(data))
			return users.Read(r)
		}
		return s.Handler()
	},
}
