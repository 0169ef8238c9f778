package wrong

import (
	"context"
	"crypto/sha256"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var sharedHasher = solutions.Wrong[New]{
	Name:   "shared-hasher",
	Caught: "P23",
	Why:    "One hash.Hash serves all requests: two that are hashed at once write into each other's sums.",
	Race:   true,
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		h := sha256.New()
		return serve(moveOnce(b, func(req transfers.Request) any {
			h.Reset()
			_, _ = h.Write(req.Body)
			return string(h.Sum(nil))
		}))
	},
}
