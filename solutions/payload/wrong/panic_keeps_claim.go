package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var panicKeepsClaim = solutions.Wrong[New]{
	Name:   "panic-keeps-claim",
	Caught: "P29",
	Why:    "The record is finished where the code returns, not in a defer: after a panic every retry waits for ever.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			switch {
			case mine:
				receipt, err := b.Transfer(context.WithoutCancel(ctx), req.Transfer)
				bk.finish(req.Scope(), rec, transfers.Of(req.Transfer, receipt, err))
			case rec.payload != byHash(req):
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}
