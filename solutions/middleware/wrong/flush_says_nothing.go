package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var flushSaysNothing = solutions.Wrong[New]{
	Name:   "flush-says-nothing",
	Caught: "M31",
	Why:    "Flush is passed on and not noted down: to the client it has begun a 200, to the recorder the status is still open.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		return relay.Run(w, r, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(&flushedBelow{rw, w}, r)
		}))
	}}.build,
}

// flushedBelow is a writer whose Flush goes past the recorder.
type flushedBelow struct {
	http.ResponseWriter
	below http.ResponseWriter
}

// Flush implements http.Flusher.
func (f *flushedBelow) Flush() { _ = http.NewResponseController(f.below).Flush() }
