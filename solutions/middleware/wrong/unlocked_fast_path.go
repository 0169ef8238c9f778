package wrong

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var unlockedFastPath = solutions.Wrong[New]{
	Name:   "unlocked-fast-path",
	Caught: "M20",
	Why:    "An answer that is there is read without the lock under which it is written: a reader may see half of it.",
	Race:   true,
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		var entries sync.Map
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			v, _ := entries.LoadOrStore(id, &entry{})
			e := v.(*entry)
			if e.live() { // fast path
				e.Send(w)
				return
			}
			e.mu.Lock()
			defer e.mu.Unlock()
			if e.live() {
				e.Send(w)
				return
			}
			e.kept = kept{relay.Run(w, r, next), time.Now().Add(rules.TTL)}
		})
	},
}

// An entry is what is known about a key.
type entry struct {
	mu sync.Mutex // held while the handler runs
	kept
}
