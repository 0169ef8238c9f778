package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var leaverTakesMarkAlong = solutions.Wrong[New]{
	Name:   "leaver-takes-mark-along",
	Caught: "I27",
	Why:    "When the client leaves, its handler takes the mark away, while the charge goes on: the retry starts a second one.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if !mine {
				return a
			}
			done := make(chan payments.Answer, 1)
			go func() {
				a := charge(ctx, b, req)
				bk.settle(req.Scope(), a)
				done <- a
			}()
			select {
			case a = <-done:
			case <-ctx.Done():
				bk.free(req.Scope())
			}
			return a
		})
	},
}
