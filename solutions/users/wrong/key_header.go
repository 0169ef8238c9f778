package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
)

var keyHeader = solutions.Wrong[New]{
	Name:   "key-header",
	Caught: "U4",
	Why:    "Idempotency-Key is honoured for PUT: another request with the same key is taken for a retry, and dropped.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		h := newBook(p).service().Handler()
		var seen sync.Map
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			key := r.Header.Get("Idempotency-Key")
			if key != "" && r.Method == http.MethodPut {
				if _, again := seen.LoadOrStore(key, true); again {
					r.Method = http.MethodGet // nothing is left to do but show the user
				}
			}
			h.ServeHTTP(w, r)
		})
	},
}
