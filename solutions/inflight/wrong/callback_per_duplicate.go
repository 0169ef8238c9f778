package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var callbackPerDuplicate = solutions.Wrong[New]{
	Name:   "callback-per-duplicate",
	Caught: "I32",
	Why:    "Each duplicate has the server's context call back when it ends, and never takes that back: no goroutine waits, but a callback, and what it refers to, is kept for each.",
	New: func(server context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		pay := payOnce(bk, b, byScope)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			a := pay(ctx, req)
			if a.Status == 0 {
				context.AfterFunc(server, func() { _, _ = bk.look(req.Scope()) }) // and a line in the log
			}
			return a
		})
	},
}
