package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var comparedBeforeTheClaim = solutions.Wrong[New]{
	Name:   "compared-before-the-claim",
	Caught: "P21",
	Why:    "The payload is compared with the record that a look-up found; when the claim then finds somebody else's, nobody compares again.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			if rec := bk.look(req.Scope()); rec != nil && rec.payload != byHash(req) {
				return transfers.Mismatch
			}
			rec, mine := bk.claim(req.Scope(), byHash(req))
			if mine {
				bk.finish(req.Scope(), rec, move(ctx, b, req.Transfer))
			}
			return rec.wait(ctx)
		})
	},
}
