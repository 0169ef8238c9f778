package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var panicKeepsTheKey = solutions.Wrong[New]{
	Name:   "panic-keeps-the-key",
	Caught: "M32",
	Why:    "The record is completed by the line after the handler's call, which a panic skips: the key is running for ever.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				rec, mine := book.Claim(id)
				if mine {
					book.Complete(rec, relay.Run(w, r, next))
					return
				}
				select {
				case <-rec.Done:
					if rec.Answer != nil {
						rec.Answer.Send(w)
						return
					}
				default:
					relay.Conflict(w)
					return
				}
			}
		})
	},
}
