package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var valuesSharedWithReplays = solutions.Wrong[New]{
	Name:   "values-shared-with-replays",
	Caught: "M30",
	Why:    "A replay puts the stored lists of values into the header: an outer handler that edits a cookie in place edits the stored one, again with each replay.",
	New: parts{send: func(a *relay.Answer, w http.ResponseWriter) {
		for _, name := range a.Removed {
			w.Header().Del(name)
		}
		for name, values := range a.Header {
			w.Header()[name] = values // slices.Clone(values)
		}
		rest := *a
		rest.Header, rest.Removed = nil, nil
		rest.Send(w)
	}}.build,
}
