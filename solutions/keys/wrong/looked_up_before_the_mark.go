package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var lookedUpBeforeTheMark = solutions.Wrong[New]{
	Name:   "looked-up-before-the-mark",
	Caught: "K9",
	Why:    "The answer is looked up before the mark \"in flight\" is set: a duplicate that pauses between the two misses both the answer and the mark of the first request.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var running, answers sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if a, ok := answers.Load(req.Scope()); ok {
				return a.(payments.Answer)
			}
			if _, busy := running.LoadOrStore(req.Scope(), true); busy {
				return payments.InFlight
			}
			defer running.Delete(req.Scope())
			a := charge(ctx, b, req)
			if final(a) {
				answers.Store(req.Scope(), a)
			}
			return a
		})
	},
}
