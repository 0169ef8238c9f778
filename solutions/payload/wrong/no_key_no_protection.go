package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var noKeyNoProtection = solutions.Wrong[New]{
	Name:   "no-key-no-protection",
	Caught: "P6",
	Why:    "A request without a key is executed unprotected instead of being refused.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		protected := serve(moveOnce(b, byHash))
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Idempotency-Key") != "" {
				protected.ServeHTTP(w, r)
				return
			}
			r.Header.Set("Idempotency-Key", "none")
			if req, ok := transfers.Read(w, r); ok {
				move(r.Context(), b, req.Transfer).WriteTo(w)
			}
		})
	},
}
