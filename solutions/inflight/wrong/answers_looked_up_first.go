package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var answersLookedUpFirst = solutions.Wrong[New]{
	Name:   "answers-looked-up-first",
	Caught: "I13",
	Why:    "Two maps, answers and marks, are looked up one after the other: a request that found no answer, and then no mark because the first has just finished, charges again.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		running, answers := newBook(), newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			id := req.Scope()
			if a, ok := answers.look(id); ok {
				return a
			}
			if _, mine := running.claim(id); !mine {
				return payments.Answer{}
			}
			defer running.free(id)
			a := charge(ctx, b, req)
			if final(a) {
				answers.put(id, a)
			}
			return a
		})
	},
}
