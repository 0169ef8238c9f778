package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var refusalStored = solutions.Wrong[New]{
	Name:   "refusal-stored",
	Caught: "I23",
	Why:    "The refusal is stored like a success: the key answers 402 for ever, though nothing happened.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if mine {
				a = charge(ctx, b, req)
				bk.put(req.Scope(), a)
			}
			return a
		})
	},
}
