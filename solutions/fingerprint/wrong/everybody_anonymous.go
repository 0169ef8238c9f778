package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var everybodyAnonymous = solutions.Wrong[New]{
	Name:   "everybody-anonymous",
	Caught: "F13",
	Why:    "The seed calls who does not say who they are anonymous: they share one bucket, and order without X-User-Id.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		do := serve(makeOnce(s, window, byIdentity))
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("X-User-Id") == "" {
				r.Header.Set("X-User-Id", "anonymous")
			}
			do.ServeHTTP(w, r)
		})
	},
}
