package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var bodyKept = solutions.Wrong[New]{
	Name:   "body-kept",
	Caught: "P33",
	Why:    "The body itself is kept to be compared: each key costs as much memory as its client likes.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any { return string(req.Body) }))
	},
}
