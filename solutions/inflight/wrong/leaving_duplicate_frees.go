package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var leavingDuplicateFrees = solutions.Wrong[New]{
	Name:   "leaving-duplicate-frees",
	Caught: "I12",
	Why:    "Whoever leaves before it is answered is thought to have given up, and its key is freed, also when the one who left was a duplicate and the first request still runs.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		pay := payOnce(bk, b, byScope)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a := pay(r.Context(), req)
			reply(w, a)
			if a.Status == 0 && r.Context().Err() != nil {
				if a, ok := bk.look(req.Scope()); ok && a.Status == 0 {
					bk.free(req.Scope())
				}
			}
		})
	},
}
