package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var loadThenStore = solutions.Wrong[New]{
	Name:   "load-then-store",
	Caught: "K9",
	Why:    "The look-up and the claim of a key are neighbouring statements, each safe by itself: between the two a duplicate still finds the key unused.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var records sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec := &record{done: make(chan struct{})}
			if v, ok := records.Load(req.Scope()); ok {
				return v.(*record).wait(ctx)
			}
			records.Store(req.Scope(), rec) // LoadOrStore would be one step
			rec.answer = charge(ctx, b, req)
			if !final(rec.answer) {
				records.Delete(req.Scope())
			}
			close(rec.done)
			return rec.answer
		})
	},
}
