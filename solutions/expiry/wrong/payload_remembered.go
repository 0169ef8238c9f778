package wrong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var payloadRemembered = solutions.Wrong[New]{
	Name:   "payload-remembered",
	Caught: "E13",
	Why:    "The payload of a key is remembered for ever, beside its answer, which expires: an expired key can not be used for anything else.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		var payloads sync.Map // payments.Scope → bank.Charge
		pay := payFrom(newBook(ttl), b)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if first, used := payloads.Load(req.Scope()); used && first != req.Charge() {
				return payments.Mismatch
			}
			a := pay(ctx, req)
			if final(a) {
				payloads.Store(req.Scope(), req.Charge())
			}
			return a
		})
	},
}
