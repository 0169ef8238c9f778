package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var keyReadAgain = solutions.Wrong[New]{
	Name:   "key-read-again",
	Caught: "M44",
	Why:    "The key is read from the request again when the handler has returned. A handler that writes another one into it, for the server behind it, has its answer stored under that.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			book.Once(w, r, id, func() *relay.Answer {
				a := relay.Run(w, r, next)
				if now := rules.Scope(r, rules.Key(r)); now != id {
					book.Complete(book.Begin(now), a)
					return nil
				}
				return a
			})
		})
	},
}
