package wrong

import (
	"bytes"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var handlersBufferKept = solutions.Wrong[New]{
	Name:   "handlers-buffer-kept",
	Caught: "M4",
	Why:    "The recorder keeps the slices that the handler wrote, not what was in them: a handler may use its buffer again.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		s := &slicesKept{}
		a := relay.Run(w, r, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			s.through = through{w}
			next.ServeHTTP(s, r)
		}))
		if a != nil && len(a.Body) > 0 {
			a.Body = bytes.Join(s.written, nil)
		}
		return a
	}}.build,
}

// slicesKept is a writer that keeps what it is given.
type slicesKept struct {
	through
	written [][]byte
}

// Write implements http.ResponseWriter.
func (s *slicesKept) Write(p []byte) (int, error) {
	s.written = append(s.written, p) // bytes.Clone(p)
	return s.ResponseWriter.Write(p)
}
