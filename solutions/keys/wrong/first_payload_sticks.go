package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var firstPayloadSticks = solutions.Wrong[New]{
	Name:   "first-payload-sticks",
	Caught: "K15",
	Why:    "The record keeps the first payload and a later attempt charges that one: after a refusal the client asks for 250 and pays 200.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		var payloads sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			first, _ := payloads.LoadOrStore(req.Scope(), req)
			return bk.once(ctx, req.Scope(), func() payments.Answer {
				return charge(ctx, b, first.(payments.Request))
			})
		})
	},
}
