package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var payloadInTheKey = solutions.Wrong[New]{
	Name:   "payload-in-the-key",
	Caught: "P9",
	Why:    "Key and payload together name the record: another payload under a used key is a new one, and is executed.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(once(newBook(), b, func(req transfers.Request) any {
			return [2]any{req.Scope(), byHash(req)}
		}, byHash))
	},
}
