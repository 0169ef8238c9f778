package wrong

import (
	"bytes"
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var sharedBuffer = solutions.Wrong[New]{
	Name:   "shared-buffer",
	Caught: "P9",
	Why:    "Bodies are read into one buffer that is used again, and what is remembered is a slice of it: the next request writes over the payload of the last.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var mu sync.Mutex
		var buf bytes.Buffer
		payloads := map[any][]byte{}
		do := moveOnce(b, func(transfers.Request) any { return nil })
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			mu.Lock()
			buf.Reset()
			buf.Write(req.Body)
			payload, known := payloads[req.Scope()]
			if !known {
				payload = buf.Bytes()
				payloads[req.Scope()] = payload
			}
			same := bytes.Equal(payload, req.Body)
			mu.Unlock()
			if !same {
				return transfers.Mismatch
			}
			a := do(ctx, req)
			if !final(a) {
				mu.Lock()
				delete(payloads, req.Scope())
				mu.Unlock()
			}
			return a
		})
	},
}
