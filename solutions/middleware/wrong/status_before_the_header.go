package wrong

import (
	"net/http"
	"slices"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var statusBeforeTheHeader = solutions.Wrong[New]{
	Name:   "status-before-the-header",
	Caught: "M2",
	Why:    "The answer is buffered, and its status is sent before its header is put in place: WriteHeader is what sends the header.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		a := relay.Run(relay.NewBuffer(w), r, next)
		if a == nil {
			return nil
		}
		if a.Status != 0 {
			w.WriteHeader(a.Status)
		}
		for name, values := range a.Header {
			w.Header()[name] = slices.Clone(values)
		}
		_, _ = w.Write(a.Body)
		return a
	}}.build,
}
