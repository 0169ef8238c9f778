package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var lastStatusWins = solutions.Wrong[New]{
	Name:   "last-status-wins",
	Caught: "M4",
	Why:    "Each WriteHeader overwrites the stored status; to the client only the first one counts.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		last := &lastStatus{}
		a := relay.Run(w, r, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			last.through = through{w}
			next.ServeHTTP(last, r)
		}))
		if a != nil && last.status != 0 {
			a.Status = last.status
		}
		return a
	}}.build,
}

// A lastStatus notes down the status, each time there is one.
type lastStatus struct {
	through
	status int
}

// WriteHeader implements http.ResponseWriter.
func (l *lastStatus) WriteHeader(status int) {
	l.status = status
	l.ResponseWriter.WriteHeader(status)
}
