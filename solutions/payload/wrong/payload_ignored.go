package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var payloadIgnored = solutions.Wrong[New]{
	Name:   "payload-ignored",
	Caught: "P9",
	Why:    "Nobody looks at the payload: whatever comes under a used key gets the key's answer, and a client believes that its second transfer was made.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(transfers.Request) any { return nil }))
	},
}
