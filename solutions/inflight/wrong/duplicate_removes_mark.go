package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var duplicateRemovesMark = solutions.Wrong[New]{
	Name:   "duplicate-removes-mark",
	Caught: "I12",
	Why:    "The mark is removed by whoever leaves the handler, a duplicate that was told 409 too: the third request finds the key unused.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		running, answers := newBook(), newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			id := req.Scope()
			_, mine := running.claim(id)
			defer running.free(id)
			if a, ok := answers.look(id); ok || !mine {
				return a
			}
			a := charge(ctx, b, req)
			if final(a) {
				answers.put(id, a)
			}
			return a
		})
	},
}
