package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var callerUnderTheLock = solutions.Wrong[New]{
	Name:   "caller-under-the-lock",
	Caught: "M19",
	Why:    "Config.Caller is asked under the lock of the store. It may have to ask a database, and everybody waits for that.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		var mu sync.Mutex
		return parts{rules: func(rs *relay.Rules) {
			right := rs.Scope
			rs.Scope = func(r *http.Request, key string) relay.Scope {
				mu.Lock()
				defer mu.Unlock()
				return right(r, key)
			}
		}}.build(cfg)
	},
}
