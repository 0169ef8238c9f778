package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var waiterFreesTheKey = solutions.Wrong[New]{
	Name:   "waiter-frees-the-key",
	Caught: "M35",
	Why:    "Whoever stops to wait takes the record out, as if it were its own: the key is free while the handler is running.",
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
					if rec.Answer != nil {
						rec.Answer.Send(w)
						return
					}
				case <-r.Context().Done():
					book.Remove(rec)
					relay.Conflict(w)
					return
				}
			}
		})
	},
}
