package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var statusLeftAtZero = solutions.Wrong[New]{
	Name:   "status-left-at-zero",
	Caught: "M2",
	Why:    "The recorder knows the status only if the handler said it: where it just wrote, WriteHeader(0) panics.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		r, up := relay.Request(r)
		s := &stated{ResponseWriter: relay.NewBuffer(w)}
		next.ServeHTTP(s, r)
		for name, values := range s.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(s.status) // 200, unless it was said
		_, _ = w.Write(s.body)
		if up.Broken() {
			return nil
		}
		return &relay.Answer{Status: s.status, Header: s.Header().Clone(), Body: s.body}
	}}.build,
}

// A stated answer has the status that the handler said.
type stated struct {
	http.ResponseWriter
	status int
	body   []byte
}

// WriteHeader implements http.ResponseWriter.
func (s *stated) WriteHeader(status int) {
	if s.status == 0 {
		s.status = status
	}
}

// Write implements http.ResponseWriter.
func (s *stated) Write(p []byte) (int, error) {
	s.body = append(s.body, p...)
	return len(p), nil
}
