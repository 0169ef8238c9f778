package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var waitsAWhile = solutions.Wrong[New]{
	Name:   "waits-a-while",
	Caught: "I9",
	Why:    "A duplicate waits for up to five seconds before it is told 409: not at once.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if mine {
				a = charge(ctx, b, req)
				bk.settle(req.Scope(), a)
				return a
			}
			for range 50 {
				if a, _ = bk.look(req.Scope()); a.Status != 0 || ctx.Err() != nil {
					return a
				}
				time.Sleep(100 * time.Millisecond)
			}
			return a
		})
	},
}
