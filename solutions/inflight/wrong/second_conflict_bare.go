package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var secondConflictBare = solutions.Wrong[New]{
	Name:   "second-conflict-bare",
	Caught: "I10",
	Why:    "The key is looked up before the body is read and claimed after it. Both say 409, but the second, which is only met when the first request came in between, says no Retry-After.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		pay := payOnce(bk, b, byScope)
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
			a := pay(r.Context(), req)
			if a.Status == 0 {
				a = payments.InFlight
			}
			a.WriteTo(w)
		})
	},
}
