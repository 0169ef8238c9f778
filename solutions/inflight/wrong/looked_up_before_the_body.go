package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lookedUpBeforeTheBody = solutions.Wrong[New]{
	Name:   "looked-up-before-the-body",
	Caught: "I14",
	Why:    "The key is looked up before the body is read and marked after it: while one body is on its way the other request passes the look-up too.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			if key, err := payments.Key(r); err == nil {
				if a, ok := bk.look(payments.Scope{Caller: r.Header.Get("X-User-Id"), Key: key}); ok {
					reply(w, a)
					return
				}
			}
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			bk.put(req.Scope(), payments.Answer{})
			a := charge(r.Context(), b, req)
			bk.settle(req.Scope(), a)
			a.WriteTo(w)
		})
	},
}
