package wrong

import (
	"bytes"
	"context"
	"crypto/sha256"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var caseFolded = solutions.Wrong[New]{
	Name:   "case-folded",
	Caught: "P10",
	Why:    "Bodies are folded to lower case before they are hashed, to be generous: names of accounts are not so generous.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			return sha256.Sum256(bytes.ToLower(req.Body))
		}))
	},
}
