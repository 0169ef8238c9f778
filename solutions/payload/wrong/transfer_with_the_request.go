package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var transferWithTheRequest = solutions.Wrong[New]{
	Name:   "transfer-with-the-request",
	Caught: "P30",
	Why:    "The transfer runs under the request's context: it is cut in the middle when the client leaves, and nobody knows whether the money moved.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			switch {
			case mine:
				a := transfers.Unknown
				defer func() { bk.finish(req.Scope(), rec, a) }()
				receipt, err := b.Transfer(ctx, req.Transfer)
				a = transfers.Of(req.Transfer, receipt, err)
				return a
			case rec.payload != byHash(req):
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}
