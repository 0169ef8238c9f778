package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var markRemovedTooSoon = solutions.Wrong[New]{
	Name:   "mark-removed-too-soon",
	Caught: "I13",
	Why:    "The mark goes before the answer is stored: who comes in between finds neither.",
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
			if a, ok := answers.look(id); ok {
				running.free(id)
				return a
			}
			a := charge(ctx, b, req)
			running.free(id)
			if final(a) {
				answers.put(id, a)
			}
			return a
		})
	},
}
