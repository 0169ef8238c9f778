package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var addedOnReplay = solutions.Wrong[New]{
	Name:   "added-on-replay",
	Caught: "M30",
	Why:    "The whole header is stored and added to that of the replay: what an outer handler sets is there twice.",
	New: parts{
		run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
			a := relay.Run(w, r, next)
			if a != nil {
				a.Header = w.Header().Clone()
			}
			return a
		},
		send: func(a *relay.Answer, w http.ResponseWriter) {
			for name, values := range a.Header {
				for _, v := range values {
					w.Header().Add(name, v)
				}
			}
			bare := *a
			bare.Header = nil
			bare.Send(w)
		},
	}.build,
}
