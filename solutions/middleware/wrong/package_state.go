package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var packageState = solutions.Wrong[New]{
	Name:   "package-state",
	Caught: "M41",
	Why:    "The records are in a variable of the package: all instances in the process share them.",
	Shared: true,
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		v, _ := books.LoadOrStore(rules.TTL, relay.NewBook(rules.TTL))
		book := v.(*relay.Book)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			book.Once(w, r, id, func() *relay.Answer { return relay.Run(w, r, next) })
		})
	},
}

// books has a book for each TTL.
var books sync.Map // time.Duration → *relay.Book
