package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var hijackedIsStored = solutions.Wrong[New]{
	Name:   "hijacked-is-stored",
	Caught: "M31",
	Why:    "A handler that took the connection over has written nothing that was seen, and that nothing is stored.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		r, up := relay.Request(r)
		out := relay.NewRecorder(w)
		next.ServeHTTP(out.Writer(), r)
		if up.Broken() {
			return nil
		}
		return out.Answer()
	}}.build,
}
