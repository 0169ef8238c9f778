package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var panicIsASuccess = solutions.Wrong[New]{
	Name:   "panic-is-a-success",
	Caught: "K17",
	Why:    "The answer is prepared as a success and changed when the bank returns an error: after a panic the retry finds the success.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		type entry struct {
			once   sync.Once
			answer payments.Answer
		}
		var entries sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			v, _ := entries.LoadOrStore(req.Scope(), &entry{})
			e := v.(*entry)
			e.once.Do(func() {
				e.answer = payments.Answer{Status: http.StatusCreated}
				receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
				if e.answer = payments.Of(req, receipt, err); !final(e.answer) {
					entries.Delete(req.Scope())
				}
			})
			return e.answer
		})
	},
}
