package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var emptySuccess = solutions.Wrong[New]{
	Name:   "empty-success",
	Caught: "M35",
	Why:    "Whoever waited for a handler that panicked finds no answer and writes none: net/http makes an empty 200 of that.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			rec, mine := book.Claim(id)
			if mine {
				complete(book, rec, func() *relay.Answer { return relay.Run(w, r, next) })
				return
			}
			book.Wait(w, r, rec) // for !book.Wait(…): claim again
		})
	},
}
