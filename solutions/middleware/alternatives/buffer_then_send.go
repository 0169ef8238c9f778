package alternatives

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var bufferThenSend = solutions.Alternative[New]{
	Name:     "buffer-then-send",
	Tradeoff: "Choose it when clients are slow readers: the handler never waits for one, duplicates are answered as soon as it has returned, and nobody sees half an answer before a panic. But no client sees a byte before the last one is written, which a handler that flushes may mind.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			for {
				rec, mine := book.Claim(id)
				if mine {
					buffered(book, rec, relay.NewBuffer(w), r, next).Send(w)
					return
				}
				if book.Wait(w, r, rec) {
					return
				}
			}
		})
	},
}

// buffered has next answer into the buffer, and completes the record, also when next panics.
func buffered(book *relay.Book, rec *relay.Record, buffer http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
	var a *relay.Answer
	keep := false
	defer func() {
		if keep {
			book.Complete(rec, a)
		} else {
			book.Complete(rec, nil)
		}
	}()
	a, keep = relay.Try(buffer, r, next)
	return a
}
