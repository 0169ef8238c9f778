package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var toldAccepted = solutions.Wrong[New]{
	Name:   "told-accepted",
	Caught: "K9",
	Why:    "A duplicate of a running request is answered 202: it takes that for a success before anything has been paid.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
			}
			select {
			case <-rec.done:
				return rec.answer
			default:
				return payments.Answer{Status: http.StatusAccepted, Body: []byte(`{"status":"processing"}`)}
			}
		})
	},
}
