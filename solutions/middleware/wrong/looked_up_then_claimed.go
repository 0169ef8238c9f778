package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var lookedUpThenClaimed = solutions.Wrong[New]{
	Name:   "looked-up-then-claimed",
	Caught: "M17",
	Why:    "Looking up and claiming are two steps, each of them locked: two requests can both have looked before one of them claims.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			if rec := book.Look(id); rec != nil {
				if !book.Wait(w, r, rec) {
					relay.Conflict(w)
				}
				return
			}
			rec := book.Begin(id)
			complete(book, rec, func() *relay.Answer { return relay.Run(w, r, next) })
		})
	},
}
