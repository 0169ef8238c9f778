package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var replayAs200 = solutions.Wrong[New]{
	Name:   "replay-as-200",
	Caught: "K3",
	Why:    "A replay is answered 200 in place of the first answer's 201: a client that acts on the status does not see the same answer.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				return rec.answer
			}
			a := rec.wait(ctx)
			if a.Status == http.StatusCreated {
				a.Status = http.StatusOK
			}
			return a
		})
	},
}
