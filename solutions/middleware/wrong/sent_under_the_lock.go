package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var sentUnderTheLock = solutions.Wrong[New]{
	Name:   "sent-under-the-lock",
	Caught: "M43",
	Why:    "A replay is sent under the lock of the statistics, which every run needs: one client that does not read stops all others.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		var mu sync.Mutex
		var runs, replays int
		return parts{
			run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
				mu.Lock()
				runs++
				mu.Unlock()
				return relay.Run(w, r, next)
			},
			send: func(a *relay.Answer, w http.ResponseWriter) {
				mu.Lock()
				defer mu.Unlock()
				replays++
				a.Send(w)
			},
		}.build(cfg)
	},
}
