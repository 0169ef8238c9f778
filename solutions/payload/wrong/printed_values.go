package wrong

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var printedValues = solutions.Wrong[New]{
	Name:   "printed-values",
	Caught: "P10",
	Why:    "Values are compared as fmt.Sprint prints them: without quotes, the number 1 and the string 1 look alike.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			return sha256.Sum256([]byte(fmt.Sprint(decoded(req.Body))))
		}))
	},
}
