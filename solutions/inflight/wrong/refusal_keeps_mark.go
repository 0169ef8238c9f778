package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var refusalKeepsMark = solutions.Wrong[New]{
	Name:   "refusal-keeps-mark",
	Caught: "I23",
	Why:    "A refused charge returns early and leaves its mark: retries are told 409 for ever.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			a = charge(ctx, b, req)
			if !final(a) {
				return a
			}
			bk.settle(req.Scope(), a)
			return a
		})
	},
}
