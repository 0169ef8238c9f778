package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var retryAfterAsDuration = solutions.Wrong[New]{
	Name:   "retry-after-as-duration",
	Caught: "I10",
	Why:    "Retry-After is written as a Go duration, \"1s\", which is neither seconds nor a date.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		pay := payOnce(newBook(), b, byScope)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a := pay(r.Context(), req)
			if a.Status == 0 {
				w.Header().Set("Retry-After", time.Second.String())
				payments.InFlight.WriteTo(w)
				return
			}
			a.WriteTo(w)
		})
	},
}
