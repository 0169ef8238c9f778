package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var payloadCheckedOnly = solutions.Wrong[New]{
	Name:   "payload-checked-only",
	Caught: "P2",
	Why:    "The key remembers its payload, and refuses others, but not the answer: the same payload is executed again.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var payloads sync.Map // transfers.Scope → any
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			if p, loaded := payloads.LoadOrStore(req.Scope(), byHash(req)); loaded && p != byHash(req) {
				return transfers.Mismatch
			}
			return move(ctx, b, req.Transfer)
		})
	},
}
