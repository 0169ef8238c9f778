package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var headerOfItsOwn = solutions.Wrong[New]{
	Name:   "header-of-its-own",
	Caught: "M30",
	Why:    "The handler writes into an empty header that replaces the outer one's fields: it does not see what is there, and what it adds to throws that away.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		r, up := relay.Request(r)
		out := relay.NewRecorder(relay.NewBuffer(fresh{w}))
		next.ServeHTTP(out.Writer(), r)
		a := out.Answer()
		a.Send(w)
		if up.Broken() {
			return nil
		}
		return a
	}}.build,
}

// A fresh writer has a header in which nobody has written yet.
type fresh struct{ http.ResponseWriter }

// Header implements http.ResponseWriter.
func (fresh) Header() http.Header { return http.Header{} }
