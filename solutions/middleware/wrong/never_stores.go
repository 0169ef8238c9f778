package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var neverStores = solutions.Wrong[New]{
	Name:   "never-stores",
	Caught: "M3",
	Why:    "The key is looked up, the handler runs, and its answer goes to the client only: the response is not captured, so that there is never anything to find.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		processed := newCache(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			if a := processed.look(id); a != nil {
				a.Send(w)
				return
			}
			next.ServeHTTP(w, r)
			// What was written went by: there is nothing to keep.
		})
	},
}
