package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var amountAsFloat = solutions.Wrong[New]{
	Name:   "amount-as-float",
	Caught: "P1",
	Why:    "The amount goes through a float64, which has no room for all digits of a large one.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		do := moveOnce(b, byHash)
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			if req.Transfer.Amount < 1<<62 {
				req.Transfer.Amount = int64(float64(req.Transfer.Amount))
			}
			return do(ctx, req)
		})
	},
}
