package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var ownerCharges = solutions.Wrong[New]{
	Name:   "owner-charges",
	Caught: "K11",
	Why:    "The goroutine that owns the records also talks to the bank: it is the lock around everything, in another shape.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		type job struct {
			ctx    context.Context
			req    payments.Request
			answer chan payments.Answer
		}
		jobs := make(chan job)
		go func() {
			answers := map[payments.Scope]payments.Answer{}
			for {
				select {
				case <-ctx.Done():
					return
				case j := <-jobs:
					a, ok := answers[j.req.Scope()]
					if !ok {
						a = charge(j.ctx, b, j.req)
					}
					if final(a) {
						answers[j.req.Scope()] = a
					}
					j.answer <- a
				}
			}
		}()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			j := job{ctx, req, make(chan payments.Answer, 1)}
			jobs <- j
			return <-j.answer
		})
	},
}
