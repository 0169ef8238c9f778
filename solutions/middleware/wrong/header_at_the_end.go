package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var headerAtTheEnd = solutions.Wrong[New]{
	Name:   "header-at-the-end",
	Caught: "M4",
	Why:    "The header is copied when the handler has returned: what it changed after the first byte reached no client, and is replayed.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		a := relay.Run(w, r, next)
		if a != nil {
			a.Header = w.Header().Clone()
		}
		return a
	}}.build,
}
