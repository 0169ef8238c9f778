package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var errorComparedByValue = solutions.Wrong[New]{
	Name:   "error-compared-by-value",
	Caught: "P26",
	Why:    "The error is compared with == although it comes wrapped: a refusal looks like an unknown outcome, and its key is lost.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			switch {
			case mine:
				a := transfers.Unknown
				defer func() { bk.finish(req.Scope(), rec, a) }()
				receipt, err := b.Transfer(context.WithoutCancel(ctx), req.Transfer)
				switch err {
				case nil:
					a = transfers.Success(req.Transfer, receipt)
				case bank.ErrRefused:
					a = transfers.Refused
				}
				return a
			case rec.payload != byHash(req):
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}
