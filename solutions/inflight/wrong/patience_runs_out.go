package wrong

import (
	"context"
	"net/http"
	"sync/atomic"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var patienceRunsOut = solutions.Wrong[New]{
	Name:   "patience-runs-out",
	Caught: "I17",
	Why:    "After a hundred duplicates a key counts as abused and is answered 429: the client of a stuck request, who did what Retry-After said, is shut out.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var duplicates atomic.Int64
		pay := payOnce(newBook(), b, byScope)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a := pay(r.Context(), req)
			if a.Status == 0 && duplicates.Add(1) > 100 {
				w.Header().Set("Retry-After", "60")
				a = payments.Answer{Status: http.StatusTooManyRequests}
			}
			reply(w, a)
		})
	},
}
