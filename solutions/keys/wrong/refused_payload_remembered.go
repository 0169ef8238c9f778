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
	Caught: "K15",
	Why:    "The payload of a refused charge is still compared: a retry that asks for less is told 422.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		var payloads sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if first, ok := payloads.LoadOrStore(req.Scope(), req); ok && first != req {
				return payments.Mismatch
			}
			return bk.once(ctx, req.Scope(), func() payments.Answer { return charge(ctx, b, req) })
		})
	},
}
