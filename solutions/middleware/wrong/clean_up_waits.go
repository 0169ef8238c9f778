package wrong

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var cleanUpWaits = solutions.Wrong[New]{
	Name:   "clean-up-waits",
	Caught: "M24",
	Why:    "The clean-up holds the lock of the map while it waits for the lock of each entry, and one of those is held while a handler runs: meanwhile nobody gets in.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		var mu sync.Mutex
		entries := map[relay.Scope]*entry{}
		swept := time.Now()
		of := func(id relay.Scope) *entry {
			mu.Lock()
			defer mu.Unlock()
			if time.Since(swept) >= rules.TTL {
				swept = time.Now()
				for _, e := range entries {
					e.forget()
				}
			}
			if entries[id] == nil {
				entries[id] = &entry{}
			}
			return entries[id]
		}
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			e := of(id)
			e.mu.Lock()
			defer e.mu.Unlock()
			if e.live() {
				e.Send(w)
				return
			}
			e.kept = kept{}
			e.kept = kept{relay.Run(w, r, next), time.Now().Add(rules.TTL)}
		})
	},
}

// forget drops an answer that is over.
func (e *entry) forget() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.live() {
		e.kept = kept{}
	}
}
