package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var oneMapForAll = solutions.Wrong[New]{
	Name:   "one-map-for-all",
	Shared: true,
	Caught: "P35",
	Why:    "The map of payloads is a package-level variable: two handlers built side by side share it.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		do := moveOnce(b, byHash)
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			if p, loaded := thePayloads.LoadOrStore(req.Scope(), byHash(req)); loaded && p != byHash(req) {
				return transfers.Mismatch
			}
			a := do(ctx, req)
			if !final(a) {
				thePayloads.Delete(req.Scope())
			}
			return a
		})
	},
}

var thePayloads sync.Map // transfers.Scope → any
