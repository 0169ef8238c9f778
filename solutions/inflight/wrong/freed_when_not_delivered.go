package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var freedWhenNotDelivered = solutions.Wrong[New]{
	Name:   "freed-when-not-delivered",
	Caught: "I28",
	Why:    "When the answer can not be written the key is freed, as if nothing had happened.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a, mine := bk.claim(req.Scope())
			if mine {
				a = charge(r.Context(), b, req)
				bk.settle(req.Scope(), a)
			}
			reply(w, a)
			if mine && r.Context().Err() != nil && final(a) {
				bk.free(req.Scope())
			}
		})
	},
}
