package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var waitersTryTheUnknown = solutions.Wrong[New]{
	Name:   "waiters-try-the-unknown",
	Caught: "K20",
	Why:    "Whoever waited for a charge of unknown outcome tries again at once: the money that may have moved moves again.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				return rec.answer
			}
			select {
			case <-rec.done:
				return rec.answer
			default:
			}
			a := rec.wait(ctx)
			if a.Status == http.StatusBadGateway {
				return charge(ctx, b, req)
			}
			return a
		})
	},
}
