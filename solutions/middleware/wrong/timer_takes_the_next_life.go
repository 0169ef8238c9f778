package wrong

import (
	"net/http"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var timerTakesTheNextLife = solutions.Wrong[New]{
	Name:   "timer-takes-the-next-life",
	Caught: "M23",
	Why:    "Each answer has a timer that deletes its key: by then the key may have begun its next life.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			book.Once(w, r, id, func() *relay.Answer {
				a := relay.Run(w, r, next)
				time.AfterFunc(rules.TTL, func() { book.Delete(id) }) // whatever is there
				return a
			})
		})
	},
}
