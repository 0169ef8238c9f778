package wrong

import (
	"io"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var copiesBypassTheRecorder = solutions.Wrong[New]{
	Name:   "copies-bypass-the-recorder",
	Caught: "M31",
	Why:    "The writer has ReadFrom from the one that it wraps: io.Copy sends straight to the client, and nothing is noted down.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		to, ok := w.(io.ReaderFrom)
		if !ok {
			return relay.Run(w, r, next)
		}
		return relay.Run(w, r, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(&copying{through{rw}, to}, r)
		}))
	}}.build,
}

// A copying writer writes to the recorder, and copies to what is below it.
type copying struct {
	through
	io.ReaderFrom
}
