package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var abortIsTheEnd = solutions.Wrong[New]{
	Name:   "abort-is-the-end",
	Caught: "M37",
	Why:    "http.ErrAbortHandler is taken for an ordinary end: what a reverse proxy had passed on when its upstream broke off is stored as the answer.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		r, up := relay.Request(r)
		out := relay.NewRecorder(w)
		func() {
			defer func() {
				if v := recover(); v != nil && v != http.ErrAbortHandler {
					panic(v)
				}
			}()
			next.ServeHTTP(out.Writer(), r)
		}()
		if up.Broken() || out.Hijacked {
			return nil
		}
		return out.Answer()
	}}.build,
}
