package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var refusedPayloadRemembered = solutions.Wrong[New]{
	Name:   "refused-payload-remembered",
	Caught: "I23",
	Why:    "Payloads are compared with a map of their own, which a refusal does not clear: the freed key is only free for the amount that was refused.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var asked sync.Map // payments.Scope → bank.Charge
		pay := payOnce(newBook(), b, byScope)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if c, ok := asked.LoadOrStore(req.Scope(), req.Charge()); ok && c != req.Charge() {
				return payments.Mismatch
			}
			return pay(ctx, req)
		})
	},
}
