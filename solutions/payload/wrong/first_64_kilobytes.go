package wrong

import (
	"context"
	"crypto/sha256"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var first64Kilobytes = solutions.Wrong[New]{
	Name:   "first-64-kilobytes",
	Caught: "P12",
	Why:    "The hash covers the first 64 kilobytes only, to save time: what differs behind them is equal.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			return sha256.Sum256(req.Body[:min(len(req.Body), 64<<10)])
		}))
	},
}
