package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var panicEndsTheProcess = solutions.Wrong[New]{
	Name:   "panic-ends-the-process",
	Caught: "K17",
	Why:    "The charge runs on a goroutine of its own, where net/http recovers nothing: a panic of the bank's client ends the whole server.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				go func() {
					receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
					bk.finish(req.Scope(), rec, payments.Of(req, receipt, err))
				}()
			}
			return rec.wait(ctx)
		})
	},
}
