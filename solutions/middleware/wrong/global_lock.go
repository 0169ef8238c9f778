package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var globalLock = solutions.Wrong[New]{
	Name:   "global-lock",
	Caught: "M19",
	Why:    "One lock is held while the handler runs: one slow request stops all others.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		processed := newCache(rules.TTL)
		var mu sync.Mutex
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			mu.Lock()
			defer mu.Unlock()
			if a := processed.look(id); a != nil {
				a.Send(w)
				return
			}
			processed.keep(id, relay.Run(w, r, next))
		})
	},
}
