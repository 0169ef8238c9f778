package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var leftBeforeTheCharge = solutions.Wrong[New]{
	Name:   "left-before-the-charge",
	Caught: "K18",
	Why:    "A client that has left before its charge began still keeps its key: the early return forgets to free it.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine && ctx.Err() != nil {
				return payments.Answer{} // nobody is there; but the key stays claimed
			}
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
			}
			return rec.wait(ctx)
		})
	},
}
