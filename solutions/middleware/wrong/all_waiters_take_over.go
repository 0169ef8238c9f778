package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var allWaitersTakeOver = solutions.Wrong[New]{
	Name:   "all-waiters-take-over",
	Caught: "M35",
	Why:    "When the first one panics, everybody who waited runs the handler, all at once: none of them claims the key.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			rec, mine := book.Claim(id)
			if !mine && book.Wait(w, r, rec) {
				return
			}
			if !mine {
				rec = book.Begin(id)
			}
			complete(book, rec, func() *relay.Answer { return relay.Run(w, r, next) })
		})
	},
}
