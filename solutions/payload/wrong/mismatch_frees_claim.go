package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var mismatchFreesClaim = solutions.Wrong[New]{
	Name:   "mismatch-frees-claim",
	Caught: "P20",
	Why:    "Whoever is turned away cleans up behind itself, and takes the claim of the request in flight along.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			switch {
			case mine:
				a := move(ctx, b, req.Transfer)
				bk.finish(req.Scope(), rec, a)
			case rec.payload != byHash(req):
				select {
				case <-rec.done:
				default:
					bk.free(req.Scope())
				}
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}
