package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var impatientWaiter = solutions.Wrong[New]{
	Name:   "impatient-waiter",
	Caught: "M42",
	Why:    "Whoever has waited for a second does not wait for the end and runs the handler: a slow one is joined by each duplicate.",
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
				case <-time.After(time.Second):
					relay.Run(w, r, next)
					return
				case <-r.Context().Done():
					relay.Conflict(w)
					return
				}
			}
		})
	},
}
