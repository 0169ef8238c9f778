package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
)

var headNotKnown = solutions.Wrong[New]{
	Name:   "head-not-known",
	Caught: "U10",
	Why:    "HEAD is left to a catch-all that answers 405: a safe method does not work.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		h := newBook(p).service().Handler()
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
				return
			}
			h.ServeHTTP(w, r)
		})
	},
}
