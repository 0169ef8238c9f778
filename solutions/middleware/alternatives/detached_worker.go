package alternatives

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var detachedWorker = solutions.Alternative[New]{
	Name:     "detached-worker",
	Tradeoff: "Choose it when nobody should have to stay: the handler has a goroutine of its own, and the first client waits like any other, up to its own time limit. Panics have to be carried back by hand, shutdown has to wait for the workers, and the handler cannot reach the connection.",
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
				// The worker touches nothing of w: it may outlive this request.
				done := make(chan result, 1)
				go work(done, book, rec, relay.NewBuffer(w), r, next)
				select {
				case res := <-done:
					if res.answer == nil {
						panic(res.crash)
					}
					res.answer.Send(w)
				case <-r.Context().Done():
					relay.Conflict(w)
				}
				return
			}
		})
	},
}

// A result is what the handler did: it answered, or it panicked.
type result struct {
	answer *relay.Answer
	crash  any
}

func work(done chan<- result, book *relay.Book, rec *relay.Record, buffer http.ResponseWriter, r *http.Request, next http.Handler) {
	var res result
	defer func() {
		if res.answer == nil {
			res.crash = recover()
		}
		done <- res
	}()
	res.answer = buffered(book, rec, buffer, r, next)
}
