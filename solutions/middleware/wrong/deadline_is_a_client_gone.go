package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var deadlineIsAClientGone = solutions.Wrong[New]{
	Name:   "deadline-is-a-client-gone",
	Caught: "M36",
	Why:    "A waiter whose context has ended writes nothing, because its client is gone. It may be an outer deadline that has struck: the client is there, and gets an empty 200.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				rec, mine := book.Claim(id)
				if mine {
					complete(book, rec, func() *relay.Answer { return relay.Run(w, r, next) })
					return
				}
				select {
				case <-rec.Done:
				case <-r.Context().Done():
					return
				}
				if rec.Answer != nil {
					rec.Answer.Send(w)
					return
				}
			}
		})
	},
}
