package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var outerHeadersCleared = solutions.Wrong[New]{
	Name:   "outer-headers-cleared",
	Caught: "M30",
	Why:    "A replay empties the header before it puts the handler's in place: what outer handlers have set is gone.",
	New: parts{send: func(a *relay.Answer, w http.ResponseWriter) {
		clear(w.Header())
		a.Send(w)
	}}.build,
}
