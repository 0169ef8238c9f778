package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var comparedWhenDone = solutions.Wrong[New]{
	Name:   "compared-when-done",
	Caught: "P20",
	Why:    "The payload is stored together with the answer: while the first is running there is nothing to compare with, and another payload waits for its answer and gets it.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		var payloads sync.Map // transfers.Scope → any
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			if p, ok := payloads.Load(req.Scope()); ok && p != byHash(req) {
				return transfers.Mismatch
			}
			rec, mine := bk.claim(req.Scope(), nil)
			if mine {
				a := move(ctx, b, req.Transfer)
				if final(a) {
					payloads.Store(req.Scope(), byHash(req))
				}
				bk.finish(req.Scope(), rec, a)
			}
			return rec.wait(ctx)
		})
	},
}
