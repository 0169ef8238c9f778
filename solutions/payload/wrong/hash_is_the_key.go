package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var hashIsTheKey = solutions.Wrong[New]{
	Name:   "hash-is-the-key",
	Caught: "P4",
	Why:    "Requests are recognised by the hash of their payload instead of by their key: two equal transfers are one.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(once(newBook(), b, func(req transfers.Request) any {
			return [2]any{req.Caller, byHash(req)}
		}, byHash))
	},
}
