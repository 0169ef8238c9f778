package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var aThousandKeys = solutions.Wrong[New]{
	Name:   "a-thousand-keys",
	Caught: "M25",
	Why:    "A cache of a thousand answers forgets the oldest: with more clients than that, a retry runs again.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		var mu sync.Mutex
		var oldest []*relay.Record
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				rec, mine := book.Claim(id)
				if !mine {
					if book.Wait(w, r, rec) {
						return
					}
					continue
				}
				complete(book, rec, func() *relay.Answer { return relay.Run(w, r, next) })
				mu.Lock()
				defer mu.Unlock()
				if oldest = append(oldest, rec); len(oldest) > 1000 {
					book.Remove(oldest[0])
					oldest = oldest[1:]
				}
				return
			}
		})
	},
}
