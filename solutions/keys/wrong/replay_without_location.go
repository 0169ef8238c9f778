package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var replayWithoutLocation = solutions.Wrong[New]{
	Name:   "replay-without-location",
	Caught: "K3",
	Why:    "Status and body are stored and the headers are not: a replay has no Location.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				return rec.answer
			}
			a := rec.wait(ctx)
			a.Location = ""
			return a
		})
	},
}
