package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var shortMemory = solutions.Wrong[New]{
	Name:   "short-memory",
	Caught: "I33",
	Why:    "An answer is forgotten after half an hour, though nobody said that keys expire: a late retry charges again.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a, mine := bk.claim(req.Scope())
			if mine {
				a = charge(ctx, b, req)
				bk.settle(req.Scope(), a)
				if final(a) {
					time.AfterFunc(30*time.Minute, func() { bk.free(req.Scope()) })
				}
			}
			return a
		})
	},
}
