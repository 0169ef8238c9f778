package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var storedIfAnybodyListens = solutions.Wrong[New]{
	Name:   "stored-if-anybody-listens",
	Caught: "M33",
	Why:    "An answer is not stored when its client has left meanwhile: the retry, which comes for that reason, runs the handler again.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		a := relay.Run(w, r, next)
		if r.Context().Err() != nil {
			return nil
		}
		return a
	}}.build,
}
