package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var globalLock = solutions.Wrong[New]{
	Name:   "global-lock",
	Caught: "P22",
	Why:    "One lock is held while the bank is asked: requests with other keys wait for it.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		var mu sync.Mutex
		do := moveOnce(b, byHash)
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			mu.Lock()
			defer mu.Unlock()
			return do(ctx, req)
		})
	},
}
