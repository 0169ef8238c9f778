package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var markWithoutCaller = solutions.Wrong[New]{
	Name:   "mark-without-caller",
	Caught: "I21",
	Why:    "Answers belong to the caller, but the mark is by key alone: a stranger with the same key is told 409.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		running, answers := newBook(), newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if _, mine := running.claim(req.Key); !mine {
				a, _ := answers.look(req.Scope())
				return a
			}
			defer running.free(req.Key)
			if a, ok := answers.look(req.Scope()); ok {
				return a
			}
			a := charge(ctx, b, req)
			if final(a) {
				answers.put(req.Scope(), a)
			}
			return a
		})
	},
}
