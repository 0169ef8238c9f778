package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var panicStored = solutions.Wrong[New]{
	Name:   "panic-stored",
	Caught: "M32",
	Why:    "The answer is stored by a deferred call, also when the handler panics: half an answer, or an empty 200, is there for good.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				rec, mine := book.Claim(id)
				if mine {
					r, up := relay.Request(r)
					out := relay.NewRecorder(w)
					defer func() {
						if up.Broken() || out.Hijacked {
							book.Complete(rec, nil)
						} else {
							book.Complete(rec, out.Answer())
						}
					}()
					next.ServeHTTP(out.Writer(), r)
					return
				}
				if book.Wait(w, r, rec) {
					return
				}
			}
		})
	},
}
