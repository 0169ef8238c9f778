package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var everybodyAnonymous = solutions.Wrong[New]{
	Name:   "everybody-anonymous",
	Caught: "K14",
	Why:    "A request without a caller is let in as \"anonymous\": all who are not logged in share their keys.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(func(w http.ResponseWriter, r *http.Request) (payments.Request, bool) {
			if r.Header.Get("X-User-Id") == "" {
				r.Header.Set("X-User-Id", "anonymous")
			}
			return payments.Read(w, r)
		}, payOnce(b, byScope))
	},
}
