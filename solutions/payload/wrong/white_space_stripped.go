package wrong

import (
	"context"
	"crypto/sha256"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var whiteSpaceStripped = solutions.Wrong[New]{
	Name:   "white-space-stripped",
	Caught: "P10",
	Why:    "White space is removed from the whole body before it is hashed, from inside the strings too.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			text := strings.Join(strings.Fields(string(req.Body)), "")
			return sha256.Sum256([]byte(text))
		}))
	},
}
