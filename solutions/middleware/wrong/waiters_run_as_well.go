package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var waitersRunAsWell = solutions.Wrong[New]{
	Name:   "waiters-run-as-well",
	Caught: "M17",
	Why:    "A duplicate waits until the first one is done, and then runs: what it found before it waited was that there is no answer yet.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		processed := newCache(rules.TTL)
		book := relay.NewBook(rules.TTL)
		book.Keeps = func(*relay.Answer) bool { return false } // it only makes them wait
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			if a := processed.look(id); a != nil {
				a.Send(w)
				return
			}
			for {
				rec, mine := book.Claim(id)
				if mine {
					complete(book, rec, func() *relay.Answer {
						a := relay.Run(w, r, next)
						processed.keep(id, a)
						return a
					})
					return
				}
				<-rec.Done
			}
		})
	},
}
