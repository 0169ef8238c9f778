package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var badBodyFrees = solutions.Wrong[New]{
	Name:   "bad-body-frees",
	Caught: "K8",
	Why:    "Whatever is refused as invalid frees its key, also one that is in use: the stored answer is gone, and a retry charges again.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serveWith(decodeBy(payments.Parse), func(ctx context.Context, req payments.Request) payments.Answer {
			if req.Valid() != nil {
				bk.free(req.Scope())
				return payments.Invalid
			}
			return bk.once(ctx, req.Scope(), func() payments.Answer { return charge(ctx, b, req) })
		})
	},
}
