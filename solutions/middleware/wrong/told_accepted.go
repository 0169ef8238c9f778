package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var toldAccepted = solutions.Wrong[New]{
	Name:   "told-accepted",
	Caught: "M1",
	Why:    "The handler runs in the background and the first client is told 202 at once: it never gets the answer that it came for.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			rec, mine := book.Claim(id)
			if !mine {
				book.Wait(w, r, rec)
				return
			}
			buffer := relay.NewBuffer(w)
			go func() {
				defer func() { _ = recover() }()
				complete(book, rec, func() *relay.Answer { return relay.Run(buffer, r, next) })
			}()
			w.WriteHeader(http.StatusAccepted)
		})
	},
}
