package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var twoFingerprints = solutions.Wrong[New]{
	Name:   "two-fingerprints",
	Caught: "P14",
	Why:    "Payloads are compared in canonical form, answers are kept under the bytes: the same JSON in another form passes the one and misses the other.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		answers := newBook()
		var payloads sync.Map // transfers.Scope → any
		do := once(answers, b, func(req transfers.Request) any { return [2]any{req.Scope(), byHash(req)} }, byHash)
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			canonical := hashOf(decoded(req.Body))
			if p, loaded := payloads.LoadOrStore(req.Scope(), canonical); loaded && p != canonical {
				return transfers.Mismatch
			}
			a := do(ctx, req)
			if !final(a) {
				payloads.CompareAndDelete(req.Scope(), canonical)
			}
			return a
		})
	},
}
