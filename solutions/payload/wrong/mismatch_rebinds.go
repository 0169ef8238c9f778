package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var mismatchRebinds = solutions.Wrong[New]{
	Name:   "mismatch-rebinds",
	Caught: "P9",
	Why:    "The payload is noted with each request, also with one that is refused for it: the second time it passes, and the key's own payload does not.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var last sync.Map // transfers.Scope → any
		do := moveOnce(b, func(transfers.Request) any { return nil })
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			p, loaded := last.Swap(req.Scope(), byHash(req))
			if loaded && p != byHash(req) {
				return transfers.Mismatch
			}
			a := do(ctx, req)
			if !final(a) {
				last.Delete(req.Scope())
			}
			return a
		})
	},
}
