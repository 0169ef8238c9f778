package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
)

var oneMegabyteAtMost = solutions.Wrong[New]{
	Name:   "one-megabyte-at-most",
	Caught: "F8",
	Why:    "A body of more than a megabyte is refused, which nobody has promised.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		do := serve(makeOnce(s, window, byIdentity))
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
			do.ServeHTTP(w, r)
		})
	},
}
