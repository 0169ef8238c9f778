package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var joinedWithColon = solutions.Wrong[New]{
	Name:   "joined-with-colon",
	Caught: "P25",
	Why:    "Caller and key are joined to one string: caller a:b with key c is caller a with key b:c.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(once(newBook(), b, func(req transfers.Request) any { return req.Caller + ":" + req.Key }, byHash))
	},
}
