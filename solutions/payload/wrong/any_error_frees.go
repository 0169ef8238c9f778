package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var anyErrorFrees = solutions.Wrong[New]{
	Name:   "any-error-frees",
	Caught: "P27",
	Why:    "Every error frees the key, also one that may hide a transfer: the retry moves the money again.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			switch {
			case mine:
				a := move(ctx, b, req.Transfer)
				if a.Status != http.StatusCreated {
					bk.free(req.Scope())
				}
				bk.finish(req.Scope(), rec, a)
			case rec.payload != byHash(req):
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}
