package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var noKeyNoProtection = solutions.Wrong[New]{
	Name:   "no-key-no-protection",
	Caught: "I6",
	Why:    "A request without a key is charged unprotected instead of being refused.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		protected := serve(payOnce(newBook(), b, byScope))
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Idempotency-Key") != "" {
				protected.ServeHTTP(w, r)
				return
			}
			r.Header.Set("Idempotency-Key", "none")
			if req, ok := payments.Read(w, r); ok {
				charge(r.Context(), b, req).WriteTo(w)
			}
		})
	},
}
