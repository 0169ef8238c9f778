package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lookedUpBeforeTheMark = solutions.Wrong[New]{
	Name:   "looked-up-before-the-mark",
	Caught: "I13",
	Why:    "The look-up and the mark are two steps, each under the lock: two requests find the key unused before either has marked it.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if a, ok := bk.look(req.Scope()); ok {
				return a
			}
			bk.put(req.Scope(), payments.Answer{})
			a := charge(ctx, b, req)
			bk.settle(req.Scope(), a)
			return a
		})
	},
}
