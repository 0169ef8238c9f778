package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
)

var oddStatusIgnored = solutions.Wrong[New]{
	Name:   "odd-status-ignored",
	Caught: "M32",
	Why:    "WriteHeader(0) is a bug of the handler that net/http panics about. The recorder passes over it, and an empty 200 is the answer.",
	New: parts{run: between(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(lenient{through{w}}, r) })
	})}.build,
}

// A lenient writer passes on what is a status.
type lenient struct{ through }

// WriteHeader implements http.ResponseWriter.
func (l lenient) WriteHeader(status int) {
	if status >= 100 && status <= 999 {
		l.ResponseWriter.WriteHeader(status)
	}
}
