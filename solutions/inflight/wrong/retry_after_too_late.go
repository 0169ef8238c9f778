package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var retryAfterTooLate = solutions.Wrong[New]{
	Name:   "retry-after-too-late",
	Caught: "I10",
	Why:    "Retry-After is set when the status has been sent already: net/http drops the header without a word.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		pay := payOnce(newBook(), b, byScope)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a := pay(r.Context(), req)
			if a.Status == 0 {
				payments.InFlight.WriteTo(w)
				w.Header().Set("Retry-After", "1")
				return
			}
			a.WriteTo(w)
		})
	},
}
