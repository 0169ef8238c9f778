package wrong

import (
	"maps"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var valuesSharedWithTheHandler = solutions.Wrong[New]{
	Name:   "values-shared-with-the-handler",
	Caught: "M4",
	Why:    "The header is copied with maps.Clone: the lists of values are still the handler's, and it may use them again.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		var header http.Header
		a := relay.Run(w, r, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(&shallow{through{w}, &header}, r)
		}))
		if a != nil && header != nil {
			a.Header = header
		}
		return a
	}}.build,
}

// A shallow writer copies the header when the answer begins, but not the values.
type shallow struct {
	through
	header *http.Header
}

// WriteHeader implements http.ResponseWriter.
func (s *shallow) WriteHeader(status int) {
	if *s.header == nil {
		*s.header = maps.Clone(s.Header())
	}
	s.ResponseWriter.WriteHeader(status)
}
