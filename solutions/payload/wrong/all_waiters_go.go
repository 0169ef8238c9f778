package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var allWaitersGo = solutions.Wrong[New]{
	Name:   "all-waiters-go",
	Caught: "P32",
	Why:    "When the first one is refused, everybody who waited asks the bank, all at once and without a claim.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			switch {
			case mine:
				bk.finish(req.Scope(), rec, move(ctx, b, req.Transfer))
				return rec.answer
			case rec.payload != byHash(req):
				return transfers.Mismatch
			}
			a := rec.wait(ctx)
			if a.Status == http.StatusPaymentRequired {
				a = move(ctx, b, req.Transfer)
				if rec, mine := bk.claim(req.Scope(), byHash(req)); mine {
					bk.finish(req.Scope(), rec, a)
				}
			}
			return a
		})
	},
}
