package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var toldBadGateway = solutions.Wrong[New]{
	Name:   "told-bad-gateway",
	Caught: "M17",
	Why:    "A duplicate that comes while the handler is running is answered 502, which says that nobody knows what came of it: the first answer is on its way.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			rec, mine := book.Claim(id)
			switch {
			case mine:
				complete(book, rec, func() *relay.Answer { return relay.Run(w, r, next) })
			case rec.Running() || rec.Answer == nil:
				http.Error(w, "a request with this key is running", http.StatusBadGateway)
			default:
				rec.Answer.Send(w)
			}
		})
	},
}
