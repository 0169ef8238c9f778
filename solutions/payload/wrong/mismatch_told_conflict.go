package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var mismatchToldConflict = solutions.Wrong[New]{
	Name:   "mismatch-told-conflict",
	Caught: "P9",
	Why:    "Another payload is told 409, as if something were running: its client comes back with it for ever.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		do := moveOnce(b, byHash)
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			a := do(ctx, req)
			if a.Status == http.StatusUnprocessableEntity {
				return transfers.InFlight
			}
			return a
		})
	},
}
