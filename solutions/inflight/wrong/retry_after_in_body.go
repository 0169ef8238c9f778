package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var retryAfterInBody = solutions.Wrong[New]{
	Name:   "retry-after-in-body",
	Caught: "I10",
	Why:    "When to come back stands in the body only, where no client library or proxy looks for it.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		pay := payOnce(newBook(), b, byScope)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a := pay(r.Context(), req)
			if a.Status == 0 {
				w.WriteHeader(http.StatusConflict)
				_, _ = w.Write([]byte(`{"error":"request is being processed","retryAfter":1}`))
				return
			}
			a.WriteTo(w)
		})
	},
}
