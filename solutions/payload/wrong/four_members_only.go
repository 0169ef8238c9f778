package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var fourMembersOnly = solutions.Wrong[New]{
	Name:   "four-members-only",
	Caught: "P10",
	Why:    "Only the members that the handler knows are compared: whatever else the client has said is dropped without a word.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any { return req.Transfer }))
	},
}
