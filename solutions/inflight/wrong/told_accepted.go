package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var toldAccepted = solutions.Wrong[New]{
	Name:   "told-accepted",
	Caught: "I9",
	Why:    "A duplicate in flight is told 202 Accepted: a success, before there is any.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		pay := payOnce(bk, b, byScope)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a := pay(ctx, req)
			if a.Status == 0 {
				return payments.Answer{Status: http.StatusAccepted, Body: []byte(`{"status":"processing"}`)}
			}
			return a
		})
	},
}
