package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var conflictPerCaller = solutions.Wrong[New]{
	Name:   "conflict-per-caller",
	Caught: "K11",
	Why:    "The mark \"in flight\" is set for the caller, not for the key: a second payment of the same caller is refused as a duplicate of the first.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		running := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if _, mine := running.claim(req.Caller); !mine {
				return payments.InFlight
			}
			defer running.free(req.Caller)
			return bk.once(ctx, req.Scope(), func() payments.Answer { return charge(ctx, b, req) })
		})
	},
}
