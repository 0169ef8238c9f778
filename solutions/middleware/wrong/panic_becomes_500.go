package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var panicBecomes500 = solutions.Wrong[New]{
	Name:   "panic-becomes-500",
	Caught: "M32",
	Why:    "A panic is recovered and answered 500: whoever counts panics outside sees none, and http.ErrAbortHandler, which asks for a closed connection, gets an answer.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		defer func() {
			if recover() != nil {
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		return relay.Run(w, r, next)
	}}.build,
}
