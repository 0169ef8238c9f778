package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var failuresNotCompared = solutions.Wrong[New]{
	Name:   "failures-not-compared",
	Caught: "P28",
	Why:    "Only successes are compared with: under a key whose outcome is unknown, another payload gets the 502 of a transfer that it did not ask for.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			if mine {
				bk.finish(req.Scope(), rec, move(ctx, b, req.Transfer))
				return rec.answer
			}
			a := rec.wait(ctx)
			if a.Status == http.StatusCreated && rec.payload != byHash(req) {
				return transfers.Mismatch
			}
			return a
		})
	},
}
