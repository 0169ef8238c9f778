package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var unknownAsRunning = solutions.Wrong[New]{
	Name:   "unknown-as-running",
	Caught: "K16",
	Why:    "A retry after an unknown outcome is told 409, as if the first request were still running: the client waits for an end that never comes.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if !mine {
				a := rec.wait(ctx)
				if a.Status == http.StatusBadGateway {
					return payments.InFlight
				}
				return a
			}
			bk.finish(req.Scope(), rec, charge(ctx, b, req))
			return rec.answer
		})
	},
}
