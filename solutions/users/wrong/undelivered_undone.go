package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
)

var undeliveredUndone = solutions.Wrong[New]{
	Name:   "undelivered-undone",
	Caught: "U19",
	Why:    "A change whose answer can not be written is undone: its event is out, and the client that left may ask again.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		h := b.service().Handler()
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			watched := &watched{ResponseWriter: w}
			h.ServeHTTP(watched, r)
			if watched.failed {
				b.drop(strings.TrimPrefix(r.URL.Path, "/users/"))
			}
		})
	},
}

type watched struct {
	http.ResponseWriter
	failed bool
}

// Write implements http.ResponseWriter.
func (w *watched) Write(p []byte) (int, error) {
	n, err := w.ResponseWriter.Write(p)
	w.failed = w.failed || err != nil
	return n, err
}
