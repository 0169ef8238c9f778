package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var refusedWhileAway = solutions.Wrong[New]{
	Name:   "refused-while-away",
	Caught: "K18",
	Why:    "The key is freed by the handler that reports the refusal: when its client has left meanwhile, nobody frees it.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				go func() {
					rec.answer = charge(ctx, b, req)
					close(rec.done)
				}()
			}
			a := rec.wait(ctx)
			if mine && a.Status == http.StatusPaymentRequired {
				bk.free(req.Scope())
			}
			return a
		})
	},
}
