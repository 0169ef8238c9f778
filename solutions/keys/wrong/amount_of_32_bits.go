package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var amountOf32Bits = solutions.Wrong[New]{
	Name:   "amount-of-32-bits",
	Caught: "K1",
	Why:    "The amount is cut to 32 bits on its way to the bank: large payments become small ones, or none.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		pay := payOnce(b, byScope)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			req.Amount = int64(int32(req.Amount))
			return pay(ctx, req)
		})
	},
}
