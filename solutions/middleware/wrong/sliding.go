package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var sliding = solutions.Wrong[New]{
	Name:   "sliding",
	Caught: "M16",
	Why:    "Each replay sets the end anew: a client that asks often enough never gets rid of its key.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			book.Once(w, r, id, func() *relay.Answer { return relay.Run(w, r, next) })
			book.Each(func(rec *relay.Record) bool {
				if rec.ID == id && !rec.End.IsZero() {
					rec.End = time.Now().Add(rules.TTL)
				}
				return false
			})
		})
	},
}
