package wrong

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var oneIsWoken = solutions.Wrong[New]{
	Name:   "one-is-woken",
	Caught: "K20",
	Why:    "The answer is sent over a channel once: of all who wait, one gets it and the others wait for ever.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		type flight struct {
			answered atomic.Pointer[payments.Answer]
			result   chan payments.Answer
		}
		var flights sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			mine := &flight{result: make(chan payments.Answer, 1)}
			v, loaded := flights.LoadOrStore(req.Scope(), mine)
			f := v.(*flight)
			if loaded {
				if a := f.answered.Load(); a != nil {
					return *a
				}
				select {
				case a := <-f.result:
					return a
				case <-ctx.Done():
					return payments.Answer{}
				}
			}
			a := charge(ctx, b, req)
			if f.answered.Store(&a); !final(a) {
				flights.Delete(req.Scope())
			}
			f.result <- a // close(f.result) would wake all
			return a
		})
	},
}
