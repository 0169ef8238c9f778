package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var resultNobodyTakes = solutions.Wrong[New]{
	Name:   "result-nobody-takes",
	Caught: "M40",
	Why:    "The handler runs on a goroutine of its own, which hands over its answer through a channel without a buffer: when the client has left, nobody takes it, and the goroutine waits for ever.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				rec, mine := book.Claim(id)
				if !mine {
					if book.Wait(w, r, rec) {
						return
					}
					continue
				}
				buffer := relay.NewBuffer(w)
				answers, crashes := make(chan *relay.Answer), make(chan any)
				go func() {
					defer func() {
						if v := recover(); v != nil {
							crashes <- v
						}
					}()
					complete(book, rec, func() *relay.Answer { return relay.Run(buffer, r, next) })
					answers <- rec.Answer
				}()
				select {
				case a := <-answers:
					if a != nil {
						a.Send(w)
					}
				case v := <-crashes:
					panic(v)
				case <-r.Context().Done():
					relay.Conflict(w)
				}
				return
			}
		})
	},
}
