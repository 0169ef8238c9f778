package wrong

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var badBodyKeepsMark = solutions.Wrong[New]{
	Name:   "bad-body-keeps-mark",
	Caught: "I8",
	Why:    "The key is marked before the body is read, and a bad body returns without taking the mark away: the mended request is told 409 for ever.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return markedFirst(bk, func(w http.ResponseWriter, r *http.Request, id payments.Scope) {
			data, err := io.ReadAll(r.Body)
			if err != nil {
				bk.free(id)
				return
			}
			req, err := payments.Body(bytes.NewReader(data))
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			a := charge(r.Context(), b, req)
			bk.settle(id, a)
			a.WriteTo(w)
		})
	},
}

// markedFirst marks the key before it reads the body. The rest is for the one who has the mark.
func markedFirst(bk *book, rest func(w http.ResponseWriter, r *http.Request, id payments.Scope)) http.Handler {
	return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
		id := payments.Scope{Caller: r.Header.Get("X-User-Id")}
		if id.Caller == "" {
			http.Error(w, "X-User-Id is missing", http.StatusUnauthorized)
			return
		}
		var err error
		if id.Key, err = payments.Key(r); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		a, mine := bk.claim(id)
		if !mine {
			reply(w, a)
			return
		}
		rest(w, r, id)
	})
}
