package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var oneIsWoken = solutions.Wrong[New]{
	Name:   "one-is-woken",
	Caught: "M35",
	Why:    "The end of the handler is told through a channel that holds one message: of all who wait, one hears of it.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		var bells sync.Map // id → chan struct{}
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				rec, mine := book.Claim(id)
				v, _ := bells.LoadOrStore(rec, make(chan struct{}, 1))
				bell := v.(chan struct{})
				if mine {
					defer func() { bell <- struct{}{} }() // close(bell)
					complete(book, rec, func() *relay.Answer { return relay.Run(w, r, next) })
					return
				}
				if rec.Running() {
					select {
					case <-bell:
					case <-r.Context().Done():
						relay.Conflict(w)
						return
					}
				}
				if rec.Answer != nil {
					rec.Answer.Send(w)
					return
				}
			}
		})
	},
}
