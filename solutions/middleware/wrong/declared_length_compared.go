package wrong

import (
	"net/http"
	"strconv"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var declaredLengthCompared = solutions.Wrong[New]{
	Name:   "declared-length-compared",
	Caught: "M3",
	Why:    "A cheap fingerprint: another Content-Length is another body. The same body sent in chunks has none, and its retry is answered 422.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		const name = "X-Replay-For-Length" // replays may be marked
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			length := strconv.FormatInt(r.ContentLength, 10)
			if rec := book.Look(id); rec != nil && !rec.Running() && rec.Answer != nil && rec.Answer.Header.Get(name) != length {
				http.Error(w, "the key was used with another body", http.StatusUnprocessableEntity)
				return
			}
			book.Once(w, r, id, func() *relay.Answer {
				a := relay.Run(w, r, next)
				if a != nil {
					a.Header.Set(name, length)
				}
				return a
			})
		})
	},
}
