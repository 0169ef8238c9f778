package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var requestContext = solutions.Wrong[New]{
	Name:   "request-context",
	Caught: "M33",
	Why:    "The handler gets the context of the client that happened to come first: when it leaves, the work is cut off in the middle, and stored.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		up := relay.Watch(r)
		out := relay.NewRecorder(w)
		next.ServeHTTP(out.Writer(), r)
		if up.Broken() || out.Hijacked {
			return nil
		}
		return out.Answer()
	}}.build,
}
