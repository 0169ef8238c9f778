package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var runningSwept = solutions.Wrong[New]{
	Name:   "running-swept",
	Caught: "M23",
	Why:    "A running record has no end yet, and the clean-up takes the zero time for one that is long over.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		return parts{book: func(b *relay.Book) {
			go eachMinute(relay.RulesOf(cfg).Context, func() { b.Each(func(rec *relay.Record) bool { return relay.Over(rec.End) }) })
		}}.build(cfg)
	},
}
