package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var firstClientTakesAll = solutions.Wrong[New]{
	Name:   "first-client-takes-all",
	Caught: "K20",
	Why:    "Those who wait watch the first client: when it leaves they are told 502, though the charge goes on and succeeds.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		var firsts sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				firsts.Store(rec, ctx)
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				return rec.answer
			}
			first, ok := firsts.Load(rec)
			if !ok {
				return payments.InFlight
			}
			rec.wait(first.(context.Context))
			select {
			case <-rec.done:
				return rec.answer
			default: // the first client left
				return payments.Unknown
			}
		})
	},
}
