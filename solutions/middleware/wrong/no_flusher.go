package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
)

var noFlusher = solutions.Wrong[New]{
	Name:   "no-flusher",
	Caught: "M31",
	Why:    "The handler's writer has the three methods of http.ResponseWriter and no other: who streams is told that streaming is not supported.",
	New: parts{run: between(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(struct{ http.ResponseWriter }{w}, r) })
	})}.build,
}
