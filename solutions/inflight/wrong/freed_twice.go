package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var freedTwice = solutions.Wrong[New]{
	Name:   "freed-twice",
	Caught: "I29",
	Why:    "A refusal frees the key, and so does the end of the handler: the second time the mark is already somebody else's.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			a = charge(ctx, b, req)
			bk.settle(req.Scope(), a)
			if !final(a) {
				defer bk.free(req.Scope()) // to be sure
			}
			return a
		})
	},
}
