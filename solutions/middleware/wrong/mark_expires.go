package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var markExpires = solutions.Wrong[New]{
	Name:   "mark-expires",
	Caught: "M22",
	Why:    "The key is put into a cache with its TTL when it is claimed: a handler that runs for longer loses it.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				rec, mine := book.Claim(id)
				if mine {
					book.EndsAt(rec, time.Now().Add(rules.TTL))
					complete(book, rec, func() *relay.Answer { return relay.Run(w, r, next) })
					return
				}
				if book.Wait(w, r, rec) {
					return
				}
			}
		})
	},
}
