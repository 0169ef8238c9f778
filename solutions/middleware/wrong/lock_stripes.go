package wrong

import (
	"hash/fnv"
	"io"
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var lockStripes = solutions.Wrong[New]{
	Name:   "lock-stripes",
	Caught: "M19",
	Why:    "Keys share sixteen locks, each held while a handler runs: a key waits for others that happen to fall on its stripe.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		processed := newCache(rules.TTL)
		var stripes [16]sync.Mutex
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			h := fnv.New32a()
			_, _ = io.WriteString(h, id.Key)
			mu := &stripes[h.Sum32()%16]
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
