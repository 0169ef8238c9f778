package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var leaseWithoutAFence = solutions.Wrong[New]{
	Name:   "lease-without-a-fence",
	Caught: "M42",
	Why:    "A key that has been running for more than a second counts as left behind by a crash: a slow handler is joined by a second one.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			rec, mine := book.Claim(id)
			switch {
			case !mine && rec.Running() && time.Since(rec.Since) <= time.Second:
				relay.Conflict(w)
				return
			case !mine && rec.Running():
				rec = book.Begin(id)
			case !mine:
				if !book.Wait(w, r, rec) {
					relay.Conflict(w)
				}
				return
			}
			complete(book, rec, func() *relay.Answer { return relay.Run(w, r, next) })
		})
	},
}
