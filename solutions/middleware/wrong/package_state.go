package wrong

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var packageState = solutions.Wrong[New]{
	Name:   "package-state",
	Caught: "M41",
	Why:    "The records are variables of the package: all instances in the process share them.",
	Shared: true,
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			v, _ := everyonesLocks.LoadOrStore(id, &sync.Mutex{})
			lock := v.(*sync.Mutex)
			lock.Lock()
			defer lock.Unlock()
			if v, ok := everyonesAnswers.Load(id); ok && v.(kept).live() {
				v.(kept).Send(w)
				return
			}
			if a := relay.Run(w, r, next); a != nil {
				everyonesAnswers.Store(id, kept{a, time.Now().Add(rules.TTL)})
			}
		})
	},
}

var everyonesLocks, everyonesAnswers sync.Map // these belong into Idempotent
