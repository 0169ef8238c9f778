package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var panicFreesMark = solutions.Wrong[New]{
	Name:   "panic-frees-mark",
	Caught: "I26",
	Why:    "A defer takes the mark away whatever happens, a panic included: the money may have moved, and the retry moves it again.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) (a payments.Answer) {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			a = payments.Refused // until the bank says otherwise
			defer func() { bk.settle(req.Scope(), a) }()
			receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
			a = payments.Of(req, receipt, err)
			return a
		})
	},
}
