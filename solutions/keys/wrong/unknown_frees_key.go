package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var unknownFreesKey = solutions.Wrong[New]{
	Name:   "unknown-frees-key",
	Caught: "K16",
	Why:    "Every error frees the key, also one after which the money may have moved: the retry charges a second time.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				a := charge(ctx, b, req)
				if a.Status != http.StatusCreated {
					bk.free(req.Scope())
				}
				rec.answer = a
				close(rec.done)
			}
			return rec.wait(ctx)
		})
	},
}
