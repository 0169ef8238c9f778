package wrong

import (
	"context"
	"crypto/rand"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var fireAndForget = solutions.Wrong[New]{
	Name:   "fire-and-forget",
	Caught: "K1",
	Why:    "The client is answered while the charge still runs on a goroutine of its own: it is told \"completed\" before anything has been paid.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				rec.answer = payments.Success(req, bank.Receipt{ID: rand.Text()})
				close(rec.done)
				go func() { charge(ctx, b, req) }()
			}
			return rec.wait(ctx)
		})
	},
}
