package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var retryAfterAsDate = solutions.Wrong[New]{
	Name:   "retry-after-as-date",
	Caught: "I10",
	Why:    "Retry-After is a date, which RFC 9110 allows and this service does not promise: a client whose clock is wrong comes back at once, or tomorrow.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		pay := payOnce(newBook(), b, byScope)
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			a := pay(r.Context(), req)
			if a.Status == 0 {
				w.Header().Set("Retry-After", time.Now().Add(time.Second).UTC().Format(http.TimeFormat))
				a = payments.InFlight
			}
			a.WriteTo(w)
		})
	},
}
