package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var refusedPayloadsKept = solutions.Wrong[New]{
	Name:   "refused-payloads-kept",
	Caught: "P33",
	Why:    "Bodies that do not match are kept for support to look at: what is refused leaves a trace, as large as the client likes.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var mu sync.Mutex
		var refused [][]byte
		do := moveOnce(b, byHash)
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			a := do(ctx, req)
			if a.Status == http.StatusUnprocessableEntity {
				mu.Lock()
				refused = append(refused, req.Body)
				mu.Unlock()
			}
			return a
		})
	},
}
