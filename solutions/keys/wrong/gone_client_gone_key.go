package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var goneClientGoneKey = solutions.Wrong[New]{
	Name:   "gone-client-gone-key",
	Caught: "K18",
	Why:    "When the client has left, its key is freed because nobody waits for the answer: the retry, which the client has left for, charges again.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			return bk.once(ctx, req.Scope(), func() payments.Answer {
				a := charge(ctx, b, req)
				if ctx.Err() != nil {
					bk.free(req.Scope())
				}
				return a
			})
		})
	},
}
