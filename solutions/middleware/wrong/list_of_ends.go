package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var listOfEnds = solutions.Wrong[New]{
	Name:   "list-of-ends",
	Caught: "M38",
	Why:    "What is over is found through a list of ends that nobody shortens: the records go, the list stays.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		book.Sweeps = false
		var mu sync.Mutex
		var ends []*relay.Record
		next := 0
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, handler http.Handler) {
			for {
				rec, mine := book.Claim(id)
				if !mine {
					if book.Wait(w, r, rec) {
						return
					}
					continue
				}
				complete(book, rec, func() *relay.Answer { return relay.Run(w, r, handler) })
				mu.Lock()
				defer mu.Unlock()
				ends = append(ends, rec)
				for ; next < len(ends) && ends[next].HasEnded(); next++ { // ends = ends[1:]
					book.Remove(ends[next])
				}
				return
			}
		})
	},
}
