package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var toldTooMany = solutions.Wrong[New]{
	Name:   "told-too-many",
	Caught: "I9",
	Why:    "A duplicate in flight is told 429, as if it had been sent too often: clients and proxies slow down instead of asking again.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		pay := payOnce(bk, b, byScope)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a := pay(r.Context(), req)
			if a.Status == 0 {
				w.Header().Set("Retry-After", "1")
				a = payments.Answer{Status: http.StatusTooManyRequests}
			}
			a.WriteTo(w)
		})
	},
}
