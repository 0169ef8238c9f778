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
	Caught: "K15",
	Why:    "The refusal is stored like any other answer: a customer who has topped up the card is told 402 for ever.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				rec.answer = charge(ctx, b, req)
				close(rec.done)
			}
			return rec.wait(ctx)
		})
	},
}
