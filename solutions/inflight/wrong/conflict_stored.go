package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var conflictStored = solutions.Wrong[New]{
	Name:   "conflict-stored",
	Caught: "I11",
	Why:    "Every answer is stored when it is given, the 409 too: whoever was told to come back is told so for ever.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		running, answers := newBook(), newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			id := req.Scope()
			if a, ok := answers.look(id); ok {
				return a
			}
			_, mine := running.claim(id)
			if !mine {
				answers.put(id, payments.Answer{})
				return payments.Answer{}
			}
			if a, ok := answers.look(id); ok { // done since the first look
				running.free(id)
				return a
			}
			a := charge(ctx, b, req)
			if _, ok := answers.look(id); !ok && final(a) {
				answers.put(id, a)
			}
			running.free(id)
			return a
		})
	},
}
