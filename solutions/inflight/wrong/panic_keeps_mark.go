package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var panicKeepsMark = solutions.Wrong[New]{
	Name:   "panic-keeps-mark",
	Caught: "I26",
	Why:    "The mark is taken away where the code returns, not in a defer: after a panic the key is in flight for ever.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
			a = payments.Of(req, receipt, err)
			bk.settle(req.Scope(), a)
			return a
		})
	},
}
