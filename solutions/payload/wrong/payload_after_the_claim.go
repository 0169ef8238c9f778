package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var payloadAfterTheClaim = solutions.Wrong[New]{
	Name:   "payload-after-the-claim",
	Caught: "P21",
	Why:    "The claim is one step and the payload in it another: who comes in between compares with nothing and is turned away, or lets another pass.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		var payloads sync.Map // *record → any
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), nil)
			if mine {
				payloads.Store(rec, byHash(req))
				bk.finish(req.Scope(), rec, move(ctx, b, req.Transfer))
			} else if p, ok := payloads.Load(rec); ok && p != byHash(req) {
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}
