package wrong

import (
	"net/http"
	"net/http/httptest"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var headerOfItsOwn = solutions.Wrong[New]{
	Name:   "header-of-its-own",
	Caught: "M30",
	Why:    "The handler writes into an empty header that replaces the outer one's fields: it does not see what is there, and what it adds to throws that away.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		r, up := relay.Request(r)
		own := relay.NewBuffer(httptest.NewRecorder()) // with a header that is empty
		out := relay.NewRecorder(own)
		next.ServeHTTP(out.Writer(), r)
		a := out.Answer()
		a.Send(w)
		if up.Broken() {
			return nil
		}
		return a
	}}.build,
}
