package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var brokenAnswerShared = solutions.Wrong[New]{
	Name:   "broken-answer-shared",
	Caught: "M35",
	Why:    "The answer to an upload that broke off is not stored, but those who wait for it get it: with a whole body they are told that it broke off.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				rec, mine := book.Claim(id)
				if mine {
					complete(book, rec, func() *relay.Answer {
						a, keep := relay.Try(w, r, next)
						if !keep {
							book.Remove(rec)
						}
						return a
					})
					return
				}
				if book.Wait(w, r, rec) {
					return
				}
			}
		})
	},
}
