package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var bodyKeptInDoubt = solutions.Wrong[New]{
	Name:   "body-kept-in-doubt",
	Caught: "P33",
	Why:    "The body of a transfer whose outcome is unknown is kept for whoever asks the bank: a bad day at the bank fills the memory.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		var inDoubt sync.Map // transfers.Scope → []byte
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			switch {
			case mine:
				a := move(ctx, b, req.Transfer)
				if a.Status == http.StatusBadGateway {
					inDoubt.Store(req.Scope(), req.Body)
				}
				bk.finish(req.Scope(), rec, a)
			case rec.payload != byHash(req):
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}
