package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var mismatchStored = solutions.Wrong[New]{
	Name:   "mismatch-stored",
	Caught: "P9",
	Why:    "The 422 is stored like any other answer, in place of the one that was there: the honest retry gets it.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			switch {
			case mine:
				bk.finish(req.Scope(), rec, move(ctx, b, req.Transfer))
			case rec.payload != byHash(req):
				if rec.wait(ctx).Status != 0 {
					bk.free(req.Scope())
					wrong, _ := bk.claim(req.Scope(), rec.payload)
					bk.finish(req.Scope(), wrong, transfers.Mismatch)
				}
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}
