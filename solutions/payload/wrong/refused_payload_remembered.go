package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var refusedPayloadRemembered = solutions.Wrong[New]{
	Name:   "refused-payload-remembered",
	Caught: "P26",
	Why:    "A refusal frees the key, but the payload that was refused stays noted: the retry with a smaller amount is told 422.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var payloads sync.Map // transfers.Scope → any
		do := moveOnce(b, func(transfers.Request) any { return nil })
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			if p, loaded := payloads.LoadOrStore(req.Scope(), byHash(req)); loaded && p != byHash(req) {
				return transfers.Mismatch
			}
			return do(ctx, req)
		})
	},
}
