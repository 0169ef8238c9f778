package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var callerInThePayload = solutions.Wrong[New]{
	Name:   "caller-in-the-payload",
	Caught: "P25",
	Why:    "Keys are unique for the whole server and the caller is compared like the payload: whoever uses somebody else's key first keeps its owner from using it.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(once(newBook(), b, func(req transfers.Request) any { return req.Key }, func(req transfers.Request) any {
			return [2]any{req.Caller, byHash(req)}
		}))
	},
}
