package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var panickedKeyStays = solutions.Wrong[New]{
	Name:   "panicked-key-stays",
	Caught: "M38",
	Why:    "How often a key was tried is counted until it has its answer. A panic gets past the line that forgets it, and most keys that fail never come again.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		var mu sync.Mutex
		tries := map[relay.Scope]int{}
		return parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
			id := rules.Scope(r, rules.Key(r))
			mu.Lock()
			tries[id]++
			mu.Unlock()
			a := relay.Run(w, r, next)
			mu.Lock()
			delete(tries, id)
			mu.Unlock()
			return a
		}}.build(cfg)
	},
}
