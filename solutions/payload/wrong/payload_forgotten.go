package wrong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var payloadForgotten = solutions.Wrong[New]{
	Name:   "payload-forgotten",
	Caught: "P36",
	Why:    "The answer is kept, but the payload is forgotten after half an hour: from then on any payload gets the key's answer.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var payloads sync.Map // transfers.Scope → any
		do := moveOnce(b, func(transfers.Request) any { return nil })
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			p, loaded := payloads.LoadOrStore(req.Scope(), byHash(req))
			if loaded && p != byHash(req) {
				return transfers.Mismatch
			}
			a := do(ctx, req)
			switch {
			case !final(a):
				payloads.Delete(req.Scope())
			case !loaded:
				time.AfterFunc(30*time.Minute, func() { payloads.Delete(req.Scope()) })
			}
			return a
		})
	},
}
