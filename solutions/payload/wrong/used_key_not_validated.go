package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var usedKeyNotValidated = solutions.Wrong[New]{
	Name:   "used-key-not-validated",
	Caught: "P16",
	Why:    "Under a used key the body is compared before it is validated, and what can not be decoded compares equal to everything.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		do := once(bk, b, byScope, byHash)
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			id, ok := transfers.Head(w, r, transfers.Key)
			if !ok {
				return
			}
			req, err := transfers.Body(r.Body)
			if err != nil {
				if rec := bk.look(id); rec != nil && r.Context().Err() == nil {
					if a := rec.wait(r.Context()); a.Status != 0 {
						a.WriteTo(w)
					}
					return
				}
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			req.Caller, req.Key = id.Caller, id.Key
			if a := do(r.Context(), req); a.Status != 0 {
				a.WriteTo(w)
			}
		})
	},
}
