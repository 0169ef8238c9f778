package wrong

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var hashCutShort = solutions.Wrong[New]{
	Name:   "hash-cut-short",
	Caught: "P13",
	Why:    "Eight hexadecimal digits of a strong hash are kept, as they look nice in a log: the rest of its strength is gone.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			sum := sha256.Sum256(req.Body)
			return hex.EncodeToString(sum[:])[:8]
		}))
	},
}
