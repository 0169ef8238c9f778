package wrong

import (
	"context"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var lowerCaseKey = solutions.Wrong[New]{
	Name:   "lower-case-key",
	Caught: "P5",
	Why:    "Keys are folded to lower case: two keys that differ only in that are one, and the second is told that its payload is another.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(once(newBook(), b, func(req transfers.Request) any {
			return transfers.Scope{Caller: req.Caller, Key: strings.ToLower(req.Key)}
		}, byHash))
	},
}
