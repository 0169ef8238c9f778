package wrong

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var oneRead = solutions.Wrong[New]{
	Name:   "one-read",
	Caught: "U16",
	Why:    "The body is read by a single Read: what has not arrived yet is missing.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		s := newBook(p).service()
		s.Read = func(r *http.Request) (users.Request, error) {
			buf := make([]byte, 64<<10)
			n, err := r.Body.Read(buf)
			if err != nil && err != io.EOF {
				return users.Request{}, err
			}
			if n < len(buf) && n == int(r.ContentLength) { // all of it: see that nothing breaks off
				if _, err := r.Body.Read(buf[n:]); err != io.EOF {
					return users.Request{}, errors.New("the body broke off")
				}
			}
			r.Body = io.NopCloser(bytes.NewReader(buf[:n]))
			return users.Read(r)
		}
		return s.Handler()
	},
}
