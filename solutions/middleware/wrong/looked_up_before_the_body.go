package wrong

import (
	"bytes"
	"io"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var lookedUpBeforeTheBody = solutions.Wrong[New]{
	Name:   "looked-up-before-the-body",
	Caught: "M18",
	Why:    "The key is looked up, the body read to hash it, and then the key is claimed: while one body arrives slowly the key looks unused to the other.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			if rec := book.Look(id); rec != nil {
				if !book.Wait(w, r, rec) {
					relay.Conflict(w)
				}
				return
			}
			body, err := io.ReadAll(r.Body)
			if err != nil {
				http.Error(w, "the body broke off", http.StatusBadRequest)
				return
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
			rec := book.Begin(id)
			complete(book, rec, func() *relay.Answer { return relay.Run(w, r, next) })
		})
	},
}
