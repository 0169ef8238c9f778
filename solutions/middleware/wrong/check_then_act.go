package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var checkThenAct = solutions.Wrong[New]{
	Name:   "check-then-act",
	Caught: "M17",
	Why:    "The key is looked up before the handler runs and stored after it: duplicates that arrive in between all find it unused.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		processed := newCache(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			if a := processed.look(id); a != nil {
				a.Send(w)
				return
			}
			processed.keep(id, relay.Run(w, r, next))
		})
	},
}
