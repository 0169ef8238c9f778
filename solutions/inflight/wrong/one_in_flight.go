package wrong

import (
	"context"
	"net/http"
	"sync/atomic"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var oneInFlight = solutions.Wrong[New]{
	Name:   "one-in-flight",
	Caught: "I16",
	Why:    "There is one mark for the whole server: while any payment runs, all others are told 409.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		var busy atomic.Bool
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if a, ok := bk.look(req.Scope()); ok {
				return a
			}
			if !busy.CompareAndSwap(false, true) {
				return payments.Answer{}
			}
			defer busy.Store(false)
			a, mine := bk.claim(req.Scope())
			if mine {
				a = charge(ctx, b, req)
				bk.settle(req.Scope(), a)
			}
			return a
		})
	},
}
