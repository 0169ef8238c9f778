package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var unknownAsRefused = solutions.Wrong[New]{
	Name:   "unknown-as-refused",
	Caught: "K16",
	Why:    "An unknown outcome is reported as a refusal: the client is told that nothing was paid and pays elsewhere.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				a := charge(ctx, b, req)
				if a.Status == http.StatusBadGateway {
					a.Status = http.StatusPaymentRequired
					rec.answer = a
					close(rec.done) // the key stays taken, which is right
				} else {
					bk.finish(req.Scope(), rec, a)
				}
			}
			return rec.wait(ctx)
		})
	},
}
