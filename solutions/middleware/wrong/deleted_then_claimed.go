package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var deletedThenClaimed = solutions.Wrong[New]{
	Name:   "deleted-then-claimed",
	Caught: "M21",
	Why:    "A key that is over is deleted in a step of its own: of two requests that find it over, one may delete what the other has just claimed.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		book.Over = func(*relay.Record) bool { return false } // which is asked below
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			if rec := book.Look(id); rec != nil && rec.HasEnded() {
				book.Delete(id)
			}
			book.Once(w, r, id, func() *relay.Answer { return relay.Run(w, r, next) })
		})
	},
}
